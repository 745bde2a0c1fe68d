package dev.switchboard.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.neo4j.driver.Driver;

/** People whom a user has wanted erased, and when. */
final class Erasures {

	private static final String REQUEST = """
			MATCH (user:User {id: $user})-[:HAS_CONTACT]->(contact:Contact)-[:KNOWN_AS]->(:Identity {key: $key})
			SET contact.erasureRequestedAt = coalesce(contact.erasureRequestedAt, datetime())
			WITH user, contact
			MATCH (user)-[:OWNS|OWNED]->(channel:Channel)
			SET channel.hasErased = true
			RETURN DISTINCT contact.id AS contact
			""";

	private final Driver driver;

	private final Map<String, Instant> requested = new ConcurrentHashMap<>();

	Erasures(Driver driver) {
		this.driver = driver;
	}

	/** A user wants a person erased who has written to a number of the user. */
	boolean request(Account account, String person) {
		Instant before = Instant.now();
		boolean found = !this.driver.executableQuery(REQUEST)
			.withParameters(Map.of("user", account.owner(), "key", account.owner() + "/wa/" + person))
			.execute()
			.records()
			.isEmpty();
		if (found) {
			this.requested.putIfAbsent(account.owner() + " " + person, before);
		}
		return found;
	}

	/**
	 * When the person of an event was to be erased; empty when never. Who writes to
	 * another platform from the same number is another contact.
	 */
	Optional<Instant> of(LedgerEvent event) {
		return (event.account() != null && event.account().type().equals("whatsapp"))
				? Optional.ofNullable(this.requested.get(event.account().owner() + " " + event.person()))
				: Optional.empty();
	}

	/** How many are still there. */
	long waiting() {
		return this.driver.executableQuery("""
				MATCH (contact:Contact) WHERE contact.erasureRequestedAt IS NOT NULL
				RETURN count(*) AS waiting""").execute().records().getFirst().get("waiting").asLong();
	}

	boolean any() {
		return !this.requested.isEmpty();
	}

}
