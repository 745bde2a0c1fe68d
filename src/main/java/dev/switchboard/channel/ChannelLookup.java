package dev.switchboard.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.Deadline;
import dev.switchboard.cypher.Endpoints;
import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.cypher.GraphUnavailableException;
import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.EventGroup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.neo4j.Neo4Operation;
import org.apache.camel.component.neo4j.Neo4jConstants;
import org.apache.camel.util.ObjectHelper;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.stereotype.Component;

/**
 * Tells which channel a key is, and who owned it when: from a cache, else from the graph.
 * Concurrent look-ups of one key share one query, and its failure. That a channel is not
 * there is not remembered, so that an event counts from the moment its channel is
 * connected; nor is one that nobody owns now.
 * <p>
 * What is remembered may be a minute old: the statement that writes an event matches the
 * ownership again, in its own transaction.
 */
@Component
public class ChannelLookup {

	private static final Duration REMEMBERED = Duration.ofSeconds(60);

	private static final int MOST = 100_000;

	private final AsyncCache<String, OwnedChannel> cache = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumSize(MOST)
		.recordStats()
		.executor(Executors.newVirtualThreadPerTaskExecutor())
		.buildAsync();

	private final Endpoints endpoints;

	private final CypherTemplate cypher;

	private final ErasureDigests digests;

	ChannelLookup(Endpoints endpoints, CypherTemplate cypher, ErasureDigests digests, MeterRegistry meters) {
		this.endpoints = endpoints;
		this.cypher = cypher;
		this.digests = digests;
		CaffeineCacheMetrics.monitor(meters, this.cache, "channels");
	}

	/**
	 * Finds the channel of a group of events, as it was when they came.
	 * @param group events that came in on one channel
	 * @param deadline until when to wait for the graph, or null
	 * @return see {@link #channelAt}; null when the group names no channel
	 * @throws GraphUnavailableException when the graph cannot be asked now
	 * @throws GraphBusyException when it has not answered before the deadline
	 */
	public ChannelOwner channelOf(EventGroup group, Deadline deadline) {
		return (group.channel() != null) ? channelAt(group.channel(), group.receivedAt(), deadline) : null;
	}

	/**
	 * Finds a channel as it was at a time.
	 * @param key key of the channel
	 * @param receivedAt when events came in on it
	 * @param deadline until when to wait for the graph, or null
	 * @return the channel and its owner then; null when nobody has connected the channel
	 * since
	 */
	ChannelOwner channelAt(String key, Instant receivedAt, Deadline deadline) {
		OwnedChannel channel = Deadline.await(deadline, this.cache.get(key, this::query));
		if (!channel.owners().areGoingOn()) {
			forget(key);
		}
		return channel.at(receivedAt).orElse(null);
	}

	/** Makes the next look-up of the key ask the graph. */
	public void forget(String key) {
		this.cache.synchronous().invalidate(key);
	}

	private OwnedChannel query(String key) {
		boolean hasErased = nodes(key).stream().anyMatch((node) -> Boolean.TRUE.equals(node.get("hasErased")));
		List<GraphRecord> owners = this.cypher.read("channels/find-owners",
				Map.of("key", key, "digest", this.digests.ifAny(key).orElse("")));
		return new OwnedChannel(key, hasErased, new Ownerships(owners.stream().map(Ownership::of).toList()));
	}

	/**
	 * The channel's node, by camel-neo4j. Its one operation that passes values as
	 * parameters puts the key into the query's text, so the key is a constant and the
	 * value, which comes from outside, is encoded: a quote in it must not end it.
	 */
	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> nodes(String key) {
		String match = JsonNodeFactory.instance.objectNode().put("key", key).toString();
		try {
			return this.endpoints
				.request(
						"neo4j:neo4j?alias=channel&label=Channel", null, Map.of(Neo4jConstants.Headers.OPERATION,
								Neo4Operation.RETRIEVE_NODES, Neo4jConstants.Headers.MATCH_PROPERTIES, match),
						List.class);
		}
		catch (CamelExecutionException | Neo4jException ex) {
			Neo4jException cause = ObjectHelper.getException(Neo4jException.class, ex);
			if (cause != null) {
				throw new GraphUnavailableException(cause);
			}
			throw ex;
		}
	}

}
