package dev.switchboard.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/**
 * Compares the graph with the ledger: what was answered is there or held, what is there
 * was sent, nothing is there twice, and everything is under the user whose channel it
 * came in on.
 */
final class Verdict {

	private static final int PAGE = 10_000;

	private static final String MESSAGES = """
			MATCH (message:Message) WHERE message.key > $after
			WITH message ORDER BY message.key LIMIT $limit
			RETURN message.key AS key, message.id AS id, message.direction AS direction,
			       message.type IS NOT NULL AS come, message.status IS NOT NULL AS reported,
			       COLLECT { MATCH (message)<-[:SENT]-(:Contact)<-[:HAS_CONTACT]-(user:User) RETURN user.id } AS senders,
			       COLLECT { MATCH (message)-[:TO]->(:Contact)<-[:HAS_CONTACT]-(user:User) RETURN user.id } AS receivers,
			       COLLECT { MATCH (message)<-[:SENT]-(:Contact)-[:KNOWN_AS]->(identity) RETURN identity.key } AS people,
			       COLLECT { MATCH (message)<-[:SENT]-(channel:Channel) RETURN channel.key } AS channels,
			       COLLECT { MATCH (message)-[:PART_OF]->(talk)-[:ON]->(channel:Channel)
			                 RETURN talk.userId + ' ' + channel.key } AS places
			""";

	private static final String HELD = """
			MATCH (held:HeldEvent) WHERE held.id > $after
			WITH held ORDER BY held.id LIMIT $limit
			RETURN held.id AS key, held.reason AS reason, held.channelKey AS channel, held.payload AS payload
			""";

	private static final String TWICE = """
			MATCH (node:%s) WITH node.%s AS key, count(*) AS times WHERE times > 1
			RETURN key + ' is there ' + times + ' times' AS what
			""";

	private static final Map<String, String> KEYS = Map.of("Message", "key", "HeldEvent", "id", "Identity", "key",
			"Conversation", "key", "Contact", "id", "Channel", "key", "User", "id");

	private static final String RELATED_TWICE = """
			MATCH (from) CALL (from) {
			  MATCH (from)-[related]->(to) WITH to, type(related) AS type, count(*) AS times WHERE times > 1 AND type <> 'OWNED'
			  RETURN to, type, times
			}
			RETURN coalesce(from.key, from.id) + ' ' + type + ' ' + coalesce(to.key, to.id) + ' ' + times + ' times' AS what
			""";

	private static final String STRAY = """
			MATCH (identity:Identity) WHERE COUNT { (identity)<-[:KNOWN_AS]-(:Contact) } <> 1
			RETURN 'nobody, or more than one, is known as ' + identity.key AS what
			UNION ALL
			MATCH (contact:Contact) WHERE COUNT { (contact)<-[:HAS_CONTACT]-(:User {id: contact.userId}) } <> 1
			RETURN 'the contact ' + contact.id + ' is not its one user\\'s' AS what
			""";

	private final Driver driver;

	private final Ledger ledger;

	private final Violations violations = new Violations();

	private final Map<String, Integer> reasons = new HashMap<>();

	private final Set<String> found = new HashSet<>();

	private final Set<String> held = new HashSet<>();

	private Verdict(Driver driver, Ledger ledger) {
		this.driver = driver;
		this.ledger = ledger;
	}

	static Verdict of(Driver driver, Ledger ledger) {
		Verdict verdict = new Verdict(driver, ledger);
		verdict.page(MESSAGES, verdict::message);
		verdict.page(HELD, verdict::held);
		verdict.doubles();
		verdict.missing();
		return verdict;
	}

	private void page(String query, Consumer<Record> look) {
		String after = "";
		List<Record> page;
		do {
			page = this.driver.executableQuery(query)
				.withParameters(Map.of("after", after, "limit", PAGE))
				.execute()
				.records();
			page.forEach(look);
			after = page.isEmpty() ? after : page.getLast().get("key").asString();
		}
		while (!page.isEmpty());
	}

	private void message(Record message) {
		if ("inbound".equals(message.get("direction").asString())) {
			LedgerEvent event = sent(LedgerEvent.Kind.text, message);
			if (event != null) {
				String user = user(message);
				expect(message, "senders", List.of(user));
				expect(message, "places", List.of(user + " " + event.account().key()));
				if (!message.get("people").asList().contains(identity(user, event))) {
					this.violations.add("from somebody else", event + ": " + message.get("people"));
				}
			}
			return;
		}
		for (LedgerEvent.Kind kind : List.of(LedgerEvent.Kind.status, LedgerEvent.Kind.echo)) {
			if (message.get((kind == LedgerEvent.Kind.status) ? "reported" : "come").asBoolean()) {
				LedgerEvent event = sent(kind, message);
				if (event != null) {
					expect(message, "channels", List.of(event.account().key()));
					expect(message, "receivers", (kind == LedgerEvent.Kind.echo) ? List.of(user(message))
							: message.get("receivers").asList());
				}
			}
		}
	}

	private static String identity(String user, LedgerEvent event) {
		String scheme = switch (event.account().type()) {
			case "whatsapp" -> "wa";
			case "messenger" -> "psid";
			default -> "igsid";
		};
		return user + "/" + scheme + "/" + event.person();
	}

	/** Whose a message is, which its key begins with. */
	private static String user(Record message) {
		String key = message.get("key").asString();
		return key.substring(0, key.indexOf('/'));
	}

	private Set<String> owners(LedgerEvent event) {
		if (event.account() == Account.CHANGING_NUMBER) {
			return this.ledger.handovers().ownersBetween(event.firstSent(), event.lastAnswered());
		}
		return (event.account().owner() != null) ? Set.of(event.account().owner()) : Set.of();
	}

	private LedgerEvent sent(LedgerEvent.Kind kind, Record message) {
		LedgerEvent event = this.ledger.find(kind, message.get("id").asString());
		if (event == null || !message.get("key")
			.asString()
			.equals(user(message) + "/" + event.account().key() + "/" + event.id())) {
			this.violations.add("in the graph, but never sent", kind + " " + message.get("key"));
			return null;
		}
		if (!owners(event).contains(user(message))) {
			this.violations.add("under the wrong user",
					"%s: not one of %s".formatted(message.get("key"), owners(event)));
		}
		if (this.ledger.erasures().of(event).filter(event.lastAnswered()::isBefore).isPresent()) {
			this.violations.add("erased, but in the graph", message.get("key").asString());
		}
		this.found.add(event.key());
		return event;
	}

	private void expect(Record message, String what, List<?> expected) {
		if (!message.get(what).asList().equals(expected)) {
			this.violations.add("under the wrong user",
					"%s: %s are %s, not %s".formatted(message.get("key"), what, message.get(what).asList(), expected));
		}
	}

	private void held(Record row) {
		String reason = row.get("reason").asString();
		this.reasons.merge(reason, 1, Integer::sum);
		LedgerEvent.Kind kind = switch (reason) {
			case "unknown-channel" -> LedgerEvent.Kind.text;
			case "unreadable" -> LedgerEvent.Kind.unreadable;
			default -> null;
		};
		if (kind == null) {
			this.violations.add("held without need", reason + ": " + row.get("payload").asString());
			return;
		}
		for (String id : Ids.in(row.get("payload").asString())) {
			LedgerEvent event = this.ledger.find(kind, id);
			if (event == null || (kind == LedgerEvent.Kind.text
					&& !event.account().key().equals(row.get("channel").asString()))) {
				this.violations.add("held, but never sent", id);
			}
			else if (!this.held.add(event.key())) {
				this.violations.add("held twice", event.toString());
			}
			else if (this.found.contains(event.key())) {
				this.violations.add("in the graph, and still held", event.toString());
			}
		}
	}

	private void doubles() {
		KEYS.forEach((label, key) -> report("twice in the graph", TWICE.formatted(label, key)));
		report("related twice", RELATED_TWICE);
		report("astray", STRAY);
	}

	private void report(String what, String query) {
		this.driver.executableQuery(query)
			.execute()
			.records()
			.forEach((record) -> this.violations.add(what, record.get("what").asString()));
	}

	private void missing() {
		this.ledger.events()
			.stream()
			.filter((event) -> event.answered() && !this.found.contains(event.key()) && !this.held.contains(event.key())
					&& this.ledger.erasures().of(event).isEmpty())
			.forEach((event) -> this.violations.add("answered 200, but neither in the graph nor held",
					event.toString()));
	}

	/** What is wrong, a line each kind with some examples; empty when all is right. */
	List<String> violations() {
		return this.violations.lines();
	}

	@Override
	public String toString() {
		return "%,d events in the graph, %,d held %s".formatted(this.found.size(), this.held.size(), this.reasons);
	}

}
