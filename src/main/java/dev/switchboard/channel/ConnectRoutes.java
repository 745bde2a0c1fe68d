package dev.switchboard.channel;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

import org.springframework.stereotype.Component;

/** Calls a route for a controller, and gives it the route's own exception. */
@Component
class ConnectRoutes {

	private final ProducerTemplate routes;

	ConnectRoutes(ProducerTemplate routes) {
		this.routes = routes;
	}

	<T> T call(String route, Object body, Class<T> type) {
		try {
			return this.routes.requestBody("direct:" + route, body, type);
		}
		catch (CamelExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
