package dev.switchboard.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.cypher.Deadline;
import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphUnavailableException;
import dev.switchboard.event.EventGroup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.apache.camel.Body;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.ObjectHelper;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.stereotype.Component;

/**
 * Tells which channel a key is: from memory, else by the route {@code lookup-channel}.
 * Concurrent look-ups of one key share one query, and its failure. That a channel is not
 * there is not remembered, so that an event counts from the moment its channel is
 * connected.
 * <p>
 * What is remembered may be a minute old: the statement that writes an event matches the
 * owner again, in its own transaction.
 */
@Component("channelLookup")
public class ChannelLookup {

	private static final Duration REMEMBERED = Duration.ofSeconds(60);

	private static final int MOST = 100_000;

	private final AsyncCache<String, Map<String, Object>> cache = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumSize(MOST)
		.recordStats()
		.executor(Executors.newVirtualThreadPerTaskExecutor())
		.buildAsync();

	private final ProducerTemplate routes;

	ChannelLookup(ProducerTemplate routes, MeterRegistry meters) {
		this.routes = routes;
		CaffeineCacheMetrics.monitor(meters, this.cache, "channels");
	}

	/**
	 * Finds the channel of a group of events.
	 * @param group events that came in on one channel
	 * @param deadline until when to wait for the graph, or null
	 * @return the properties of the Channel node, or null when nobody owns it
	 * @throws GraphUnavailableException when the graph cannot be asked now
	 * @throws GraphBusyException when it has not answered before the deadline
	 */
	public Map<String, Object> channelOf(@Body EventGroup group,
			@ExchangeProperty(Deadline.PROPERTY) Deadline deadline) {
		return (group.channel() != null) ? Deadline.await(deadline, this.cache.get(group.channel(), this::query))
				: null;
	}

	/** Makes the next look-up of the key ask the graph. */
	public void forget(String key) {
		this.cache.synchronous().invalidate(key);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> query(String key) {
		try {
			List<Map<String, Object>> found = this.routes.requestBody("direct:lookup-channel", key, List.class);
			return found.stream().filter((channel) -> channel.get("userId") != null).findAny().orElse(null);
		}
		catch (CamelExecutionException ex) {
			Neo4jException cause = ObjectHelper.getException(Neo4jException.class, ex);
			throw (cause != null) ? new GraphUnavailableException(cause) : ex;
		}
	}

	/**
	 * What camel-neo4j matches a Channel by. The operation passes the value as a
	 * parameter but puts the key into the query's text, so the key is a constant and the
	 * value is encoded: a quote in it must not end it.
	 * @param key channel key, from outside
	 * @return JSON
	 */
	public String matchProperties(String key) {
		return JsonNodeFactory.instance.objectNode().put("key", key).toString();
	}

}
