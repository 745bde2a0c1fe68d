package dev.switchboard.event;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

import org.springframework.stereotype.Component;

/**
 * Makes a {@link java.lang.Error} that a step throws an exception of its exchange. Camel
 * catches only exceptions around a step: an error would pass every {@code doCatch}, and
 * the exchange would end in the middle of its route without anybody learning of it.
 */
@Component
class ThrownErrors implements InterceptStrategy {

	@Override
	public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target,
			Processor nextTarget) {
		return new Step(target);
	}

	private static final class Step extends DelegateAsyncProcessor {

		Step(Processor target) {
			super(target);
		}

		@Override
		public boolean process(Exchange exchange, AsyncCallback callback) {
			try {
				return super.process(exchange, callback);
			}
			catch (Error ex) {
				exchange.setException(new CamelExecutionException(ex.getClass().getName(), exchange, ex));
				callback.done(true);
				return true;
			}
		}

	}

}
