package dev.switchboard.cypher;

import java.util.Map;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

import org.springframework.stereotype.Component;

/** Calls Camel endpoints for callers that are no routes. */
@Component
public class Endpoints {

	private final ProducerTemplate producer;

	Endpoints(ProducerTemplate producer) {
		this.producer = producer;
	}

	/**
	 * Calls an endpoint and waits for it.
	 * @param <T> what it leaves in the body
	 * @param uri the endpoint, such as {@code direct:held/replay}
	 * @param body what it gets as body
	 * @param type class of what it leaves in the body
	 * @return the body afterwards
	 * @throws RuntimeException what the endpoint has thrown, unwrapped; checked
	 * exceptions as {@link CamelExecutionException}
	 */
	public <T> T request(String uri, Object body, Class<T> type) {
		return request(uri, body, Map.of(), type);
	}

	/**
	 * Calls an endpoint with headers and waits for it.
	 * @param <T> what it leaves in the body
	 * @param uri the endpoint
	 * @param body what it gets as body
	 * @param headers what it gets as headers
	 * @param type class of what it leaves in the body
	 * @return the body afterwards
	 * @throws RuntimeException what the endpoint has thrown, unwrapped; checked
	 * exceptions as {@link CamelExecutionException}
	 */
	public <T> T request(String uri, Object body, Map<String, Object> headers, Class<T> type) {
		try {
			return this.producer.requestBodyAndHeaders(uri, body, headers, type);
		}
		catch (CamelExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
