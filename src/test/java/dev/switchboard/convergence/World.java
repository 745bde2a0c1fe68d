package dev.switchboard.convergence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/**
 * One user with an account on each platform, all of whose ids contain the world's name:
 * what was written for two worlds is compared with the names taken out.
 */
record World(String name) {

	private static final String CREATE = """
			CREATE (user:User {id: $name})
			FOREACH (type IN ['whatsapp', 'messenger', 'instagram'] |
			  CREATE (user)-[:OWNS]->(:Channel {key: type + ':' + $name, type: type, externalId: $name, userId: $name,
			    businessAccountId: $name, displayPhoneNumber: '15550783881'}))
			""";

	private static final String CONTACTS = """
			MATCH (:User {id: $name})-[:HAS_CONTACT]->(contact:Contact)
			RETURN elementId(contact) AS node, contact.id AS id, properties(contact) AS properties,
			       COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) RETURN i.scheme + ':' + i.value + coalesce(' left ' + i.leftAt, '') ORDER BY i.key } AS known,
			       COLLECT { MATCH (contact)-[:KNOWN_AS]->(i:Identity) RETURN i.contactId ORDER BY i.contactId LIMIT 1 } AS least
			""";

	// An empty conversation is nothing: no list shows it.
	private static final String NODES = """
			MATCH (channel:Channel {userId: $name})
			CALL (channel) {
			  MATCH (message:Message) WHERE message.key STARTS WITH channel.userId + '/' + channel.key + '/' RETURN message AS node
			  UNION MATCH (message:Message)-[:HAS_ATTACHMENT|SHARES|ORDERS|CAME_FROM]->(node)
			    WHERE message.key STARTS WITH channel.userId + '/' + channel.key + '/' RETURN node
			  UNION MATCH (channel)<-[:ON]-(node)
			    WHERE node.lastMessageAt IS NOT NULL OR node.readUpTo IS NOT NULL OR node.deliveredUpTo IS NOT NULL
			       OR EXISTS { (node)<-[:PART_OF]-() }
			    RETURN node
			  UNION MATCH (channel)-[:REPORTED]->(node) RETURN node
			  UNION RETURN channel AS node
			}
			RETURN DISTINCT elementId(node) AS node, labels(node)[0] AS label, properties(node) AS properties,
			       COLLECT { MATCH (node)<-[:HAS]-(owner:Contact) RETURN elementId(owner) } AS owners
			""";

	private static final String RELATIONSHIPS = """
			MATCH (a)-[r]->(b) WHERE elementId(a) IN $nodes AND elementId(b) IN $nodes
			RETURN elementId(a) AS from, type(r) AS type, properties(r) AS properties, elementId(b) AS to
			""";

	private static final String EVIDENCE = """
			MATCH (one:Identity {userId: $name})-[evidence:SAME_AS]->(other:Identity)
			RETURN one.key AS one, evidence.why AS why, toString(evidence.at) AS at, evidence.refused AS refused, other.key AS other
			""";

	/**
	 * What differs though nothing does: ids made of the world's name, and our own clock.
	 */
	private static final Set<String> NOT_COMPARED = Set.of("id", "key", "receivedAt", "storedAt", "userId");

	void create(Driver driver) {
		driver.executableQuery(CREATE).withParameters(Map.of("name", this.name)).execute();
	}

	/**
	 * Everything in the graph that belongs to the world, a line each, in a fixed order.
	 */
	List<String> dump(Driver driver) {
		Map<String, String> names = new TreeMap<>();
		Set<String> lines = new TreeSet<>();
		for (Record contact : query(driver, CONTACTS, Map.of("name", this.name))) {
			String who = "Contact" + contact.get("known").asList();
			names.put(contact.get("node").asString(), who);
			lines.add(who + " " + compared(contact.get("properties").asMap()));
			lines.add(who + " has the id of its least identity: "
					+ contact.get("id").equals(contact.get("least").get(0)));
		}
		for (Record node : query(driver, NODES, Map.of("name", this.name))) {
			String what = node.get("label").asString() + " " + id(node.get("properties").asMap())
					+ node.get("owners").asList((owner) -> names.get(owner.asString()))
					+ compared(node.get("properties").asMap());
			names.put(node.get("node").asString(), what);
		}
		Map<String, String> full = new TreeMap<>(names);
		for (Record link : query(driver, RELATIONSHIPS, Map.of("nodes", List.copyOf(full.keySet())))) {
			lines.add(count(lines, full.get(link.get("from").asString()) + " -" + link.get("type").asString()
					+ compared(link.get("properties").asMap()) + "-> " + full.get(link.get("to").asString())));
		}
		query(driver, EVIDENCE, Map.of("name", this.name))
			.forEach((evidence) -> lines.add(evidence.asMap().toString()));
		names.values().forEach((node) -> lines.add(count(lines, node)));
		return lines.stream().map((line) -> line.replace(this.name, "WORLD")).sorted().toList();
	}

	// A second one of what should be there once must show.
	private static String count(Set<String> lines, String line) {
		String counted = line;
		for (int i = 2; lines.contains(counted); i++) {
			counted = line + " #" + i;
		}
		return counted;
	}

	private static String id(Map<String, Object> properties) {
		return (properties.get("id") instanceof String id) ? id + " " : "";
	}

	private static String compared(Map<String, Object> properties) {
		return new TreeMap<>(properties).entrySet()
			.stream()
			.filter((property) -> !NOT_COMPARED.contains(property.getKey()))
			.map(Object::toString)
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static List<Record> query(Driver driver, String cypher, Map<String, Object> parameters) {
		return driver.executableQuery(cypher).withParameters(parameters).execute().records();
	}

}
