package dev.switchboard.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.neo4j.driver.Driver;

/**
 * A number that two users take from one another, and when: what comes in is for whoever
 * owns it then, or connects it next.
 */
final class Handovers {

	private static final List<String> USERS = List.of("erin", "frank");

	private static final String CONNECT = """
			MERGE (user:User {id: $owner})
			MERGE (channel:Channel {key: $key})
			SET channel.type = 'whatsapp', channel.userId = $owner, channel.status = 'connected'
			MERGE (user)-[owns:OWNS]->(channel)
			  ON CREATE SET owns.since = datetime({epochMillis: $at})
			""";

	private static final String DISCONNECT = """
			MATCH (user:User)-[owns:OWNS]->(channel:Channel {key: $key})
			CREATE (user)-[:OWNED {since: owns.since, until: datetime({epochMillis: $at})}]->(channel)
			DELETE owns
			SET channel.userId = null
			""";

	private final Driver driver;

	private final List<Period> periods = new ArrayList<>();

	Handovers(Driver driver) {
		this.driver = driver;
	}

	/** The other user connects it. */
	synchronized String connect() {
		String owner = USERS.get(this.periods.size() % USERS.size());
		Instant now = change(CONNECT, owner);
		this.periods.add(new Period(owner, now, Instant.MAX, Instant.MAX));
		return owner;
	}

	/** Whoever has it disconnects it. */
	synchronized void disconnect() {
		Instant now = change(DISCONNECT, "");
		Period last = this.periods.removeLast();
		this.periods.add(new Period(last.owner(), last.from(), now, Instant.now()));
	}

	// The time is taken once, so that a second attempt means the same.
	private Instant change(String statement, String owner) {
		Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
		this.driver.executableQuery(statement)
			.withParameters(Map.of("owner", owner, "key", Account.CHANGING_NUMBER.key(), "at", now.toEpochMilli()))
			.execute();
		return now;
	}

	/** Whose something may be that was received at some moment between two. */
	synchronized Set<String> ownersBetween(Instant from, Instant to) {
		Set<String> owners = new TreeSet<>();
		Instant begin = Instant.MIN;
		for (Period period : this.periods) {
			if (begin.isBefore(to.plusSeconds(1)) && from.minusSeconds(1).isBefore(period.committed())) {
				owners.add(period.owner());
			}
			begin = period.until();
		}
		return owners;
	}

	/**
	 * A time of an owner. What comes in between its end and the commit of that end may be
	 * stored under this owner or be for the next one.
	 */
	private record Period(String owner, Instant from, Instant until, Instant committed) {
	}

}
