package dev.switchboard.ledger;

import java.util.List;
import java.util.Map;

import org.neo4j.driver.Driver;

/**
 * A channel as the platform and the ledger know it.
 *
 * @param type provider
 * @param id what the platform calls it
 * @param owner user to whom everything on it belongs, or null when nobody ever connects
 * it
 */
record Account(String type, String id, String owner) {

	static final Account BOBS_NUMBER = new Account("whatsapp", "1001", "bob");

	static final Account ALICES_NUMBER = new Account("whatsapp", "1002", "alice");

	static final Account BOBS_PAGE = new Account("messenger", "2001", "bob");

	static final Account ALICES_SHOP = new Account("instagram", "3001", "alice");

	/** Connected in the middle of a run: what came before is parked until then. */
	static final Account CAROLS_NUMBER = new Account("whatsapp", "4001", "carol");

	/** Never connected: what comes on it stays held. */
	static final Account NOBODYS_NUMBER = new Account("whatsapp", "4002", null);

	/** Taken from one another by two users again and again. */
	static final Account CHANGING_NUMBER = new Account("whatsapp", "5001", null);

	static final List<Account> NUMBERS = List.of(BOBS_NUMBER, ALICES_NUMBER);

	static final List<Account> CONNECTED_FROM_THE_START = List.of(BOBS_NUMBER, ALICES_NUMBER, BOBS_PAGE, ALICES_SHOP);

	private static final String CONNECT = """
			MERGE (user:User {id: $owner})
			MERGE (channel:Channel {key: $key})
			  ON CREATE SET channel.type = $type, channel.externalId = $id, channel.userId = $owner,
			                channel.status = 'connected', channel.connectedAt = datetime()
			MERGE (user)-[:OWNS]->(channel)
			""";

	String key() {
		return this.type + ":" + this.id;
	}

	/** Makes the owner own it, as the README tells to do by hand. */
	void connect(Driver driver) {
		driver.executableQuery(CONNECT)
			.withParameters(Map.of("owner", this.owner, "key", key(), "type", this.type, "id", this.id))
			.execute();
	}

}
