package dev.switchboard.webhook;

import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpEngine;

/**
 * Runs a route in the thread of its request, which is a virtual one and may wait. Camel's
 * own engine starts another thread for the route, and Spring sends the request through
 * all filters a second time when that has answered.
 */
class RequestThreadEngine extends SpringBootPlatformHttpEngine {

	RequestThreadEngine(int port) {
		super(port);
	}

	@Override
	public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
		return new Consumer(endpoint, processor);
	}

	private static final class Consumer extends SpringBootPlatformHttpConsumer {

		Consumer(PlatformHttpEndpoint endpoint, Processor processor) {
			super(endpoint, processor, Runnable::run);
		}

		/**
		 * Answers the request.
		 * @return null, which tells Spring that the response is complete
		 */
		@Override
		public CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
			super.service(request, response).join();
			return null;
		}

	}

}
