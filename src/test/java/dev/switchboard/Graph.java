package dev.switchboard;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.user.User;
import dev.switchboard.user.UserRepository;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

import org.springframework.boot.test.context.TestComponent;

import static org.assertj.core.api.Assertions.assertThat;

/** Sets up users and channels, and looks at the graph. */
@TestComponent
public class Graph {

	private final Driver driver;

	private final UserRepository users;

	private final Channels channels;

	Graph(Driver driver, UserRepository users, Channels channels) {
		this.driver = driver;
		this.users = users;
		this.channels = channels;
	}

	/** Makes a user, when there is none of that id, the owner of a WhatsApp number. */
	public void connect(String userId, String phoneNumberId) {
		connect(userId, ChannelAccount.of(ChannelType.whatsapp, phoneNumberId, "a number"));
	}

	/** Makes a user, when there is none of that id, the owner of an account. */
	public void connect(String userId, ChannelAccount account) {
		this.users.save(new User(userId, userId + "@example.com", userId, ZonedDateTime.now(ZoneOffset.UTC)));
		this.channels.connect(userId, account);
	}

	/** Makes a user that is there the owner of a WhatsApp number. */
	public void own(String userId, String phoneNumberId) {
		own(userId, ChannelAccount.of(ChannelType.whatsapp, phoneNumberId, "a number"));
	}

	/** Makes a user that is there the owner of an account. */
	public void own(String userId, ChannelAccount account) {
		this.channels.connect(userId, account);
	}

	/** Takes a channel from its owner. */
	public void disconnect(String userId, String channelKey) {
		assertThat(this.channels.disconnect(userId, channelKey)).isTrue();
	}

	/** The records of a query, one map each. */
	public List<Map<String, Object>> query(String cypher) {
		return this.driver.executableQuery(cypher).execute().records().stream().map(Record::asMap).toList();
	}

	/** The first value of the first record. */
	public Object value(String cypher) {
		return query(cypher).getFirst().values().iterator().next();
	}

	/** Checks that every event found its place. */
	public void assertNothingHeld() {
		assertThat(query("MATCH (h:HeldEvent) RETURN h.reason, h.payload")).isEmpty();
	}

	public long count(String label) {
		return (long) value("MATCH (n:%s) RETURN count(n)".formatted(label));
	}

	/**
	 * Everything that is in the graph, in an order that does not depend on how it came.
	 */
	public String dump() {
		List<Map<String, Object>> nodes = query("""
				MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '__' OR label = 'Secret')
				RETURN labels(n) AS labels, properties(n) AS properties""");
		List<Map<String, Object>> relationships = query("""
				MATCH (a)-[r]->(b) WHERE none(label IN labels(a) WHERE label STARTS WITH '__')
				RETURN coalesce(a.key, a.id) AS from, type(r) AS type, properties(r) AS properties,
				       coalesce(b.key, b.id) AS to""");
		return java.util.stream.Stream.concat(nodes.stream(), relationships.stream())
			.map(Graph::inOrder)
			.map(Object::toString)
			.sorted()
			.collect(java.util.stream.Collectors.joining("\n"));
	}

	// Properties come in whichever order they were written.
	private static Map<String, Object> inOrder(Map<?, ?> record) {
		Map<String, Object> ordered = new java.util.TreeMap<>();
		record.forEach(
				(key, value) -> ordered.put((String) key, (value instanceof Map<?, ?> map) ? inOrder(map) : value));
		return ordered;
	}

}
