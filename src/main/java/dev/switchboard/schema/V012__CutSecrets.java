package dev.switchboard.schema;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.switchboard.cypher.CypherResource;
import dev.switchboard.event.Secrets;
import org.neo4j.driver.Record;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.Value;

/**
 * Cuts secrets out of what was stored before they were cut out of deliveries. A key with
 * a digest of the text gets that of the cut text, so that the same event, when it is sent
 * again, finds its node.
 */
final class V012__CutSecrets extends MigrationInParts {

	/** A held payload can be a whole delivery of some megabytes. */
	private static final int HELD_AT_ONCE = 20;

	private static final Secrets SECRETS = new Secrets();

	V012__CutSecrets(Duration timeout) {
		super(timeout, List.of(cutting("messages", AT_ONCE), cutting("attachments", AT_ONCE),
				cutting("channel-events", AT_ONCE), cutting("held-events", HELD_AT_ONCE)));
	}

	private static Part cutting(String nodes, int limit) {
		String find = CypherResource.read(V012__CutSecrets.class, "find-secrets-of-" + nodes);
		String cut = CypherResource.read(V012__CutSecrets.class, "cut-secrets-of-" + nodes);
		return (tx, after) -> {
			Record part = tx.run(find, Map.of("after", after, "limit", limit, "signs", Secrets.SIGNS)).single();
			part.get("found").values().forEach((node) -> cut(tx, cut, node));
			return part.get("last");
		};
	}

	private static void cut(TransactionContext tx, String statement, Value node) {
		String text = node.get("text").asString();
		boolean base64 = !node.get("encoding").isNull();
		byte[] stored = base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
		byte[] rest = SECRETS.cut(stored);
		if (rest != stored) {
			tx.run(statement,
					Map.of("key", node.get("key"), "cutKey", key(node, stored, rest), "text", base64
							? Base64.getEncoder().encodeToString(rest) : new String(rest, StandardCharsets.UTF_8)))
				.consume();
		}
	}

	private static String key(Value node, byte[] stored, byte[] rest) {
		String key = node.get("key").asString();
		for (String before : node.get("before").asList(Value::asString, List.of())) {
			String digest = digest(before, stored);
			if (key.endsWith(digest)) {
				return key.substring(0, key.length() - digest.length()) + digest(before, rest);
			}
		}
		return key;
	}

	/** As EventGroup and HeldEvents made keys when this migration was written. */
	private static String digest(String before, byte[] json) {
		byte[] start = before.getBytes(StandardCharsets.UTF_8);
		byte[] all = Arrays.copyOf(start, start.length + json.length);
		System.arraycopy(json, 0, all, start.length, json.length);
		return UUID.nameUUIDFromBytes(all).toString();
	}

}
