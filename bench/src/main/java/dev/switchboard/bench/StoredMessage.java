package dev.switchboard.bench;

import java.util.List;

import org.neo4j.driver.Record;

/**
 * A message in the graph.
 *
 * @param id what the platform calls it
 * @param senders user and phone of everybody who sent it; none for one that the channel
 * sent
 * @param delivered whether it has arrived
 * @param read whether it was read
 */
record StoredMessage(String id, List<String> senders, boolean delivered, boolean read) {

	static StoredMessage of(Record message) {
		return new StoredMessage(message.get("id").asString(),
				message.get("senders").asList((sender) -> sender.asString()), message.get("delivered").asBoolean(),
				message.get("read").asBoolean());
	}

}
