package dev.switchboard.kafka;

import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Stops the consumers first when the application stops. Camel itself is stopped among the
 * beans, when the executor of the batches may be gone: a batch would wait for it until
 * Camel's patience ends. An event and no lifecycle: Spring starts what a lifecycle bean
 * depends on with it, and so Camel before it has routes.
 */
final class ConsumersStop implements ApplicationListener<ContextClosedEvent> {

	private static final String ROUTE = "dequeue";

	private static final int PATIENCE_SECONDS = 20;

	private final CamelContext camel;

	ConsumersStop(CamelContext camel) {
		this.camel = camel;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		try {
			this.camel.getRouteController().stopRoute(ROUTE, PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("The route %s does not stop".formatted(ROUTE), ex);
		}
	}

}
