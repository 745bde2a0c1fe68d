package dev.switchboard.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Ends the process before or after a step of a route, as {@code kill -9} would at that
 * very moment. Which one is told on the standard input, in lines like
 * {@code after reply-send 20}: the twentieth time that this step has gone well. When the
 * input ends, whoever started the process is gone, and the process ends too.
 */
final class FailPoints implements InterceptStrategy {

	private static final int KILLED = 137;

	private volatile Armed armed = new Armed("", 0);

	FailPoints() {
		Thread.ofPlatform().daemon().name("fail-points").start(this::listen);
	}

	private void listen() {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			String line;
			while ((line = lines.readLine()) != null) {
				int space = line.lastIndexOf(' ');
				this.armed = new Armed(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Runtime.getRuntime().halt(KILLED);
		}
	}

	@Override
	public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target,
			Processor next) {
		String id = (step.getNodePrefixId() != null) ? step.getNodePrefixId() + "-" + step.getId() : step.getId();
		String before = "before " + id;
		String after = "after " + id;
		return new DelegateAsyncProcessor(target) {

			@Override
			public boolean process(Exchange exchange, AsyncCallback callback) {
				reached(before);
				return super.process(exchange, (synchronously) -> {
					if (exchange.getException() == null) {
						reached(after);
					}
					callback.done(synchronously);
				});
			}

		};
	}

	private void reached(String point) {
		Armed now = this.armed;
		if (now.point.equals(point) && now.left.decrementAndGet() == 0) {
			Runtime.getRuntime().halt(KILLED);
		}
	}

	private record Armed(String point, AtomicInteger left) {

		Armed(String point, int times) {
			this(point, new AtomicInteger(times));
		}

	}

}
