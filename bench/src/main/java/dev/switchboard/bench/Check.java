package dev.switchboard.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

import org.neo4j.driver.Record;

/**
 * What is in the graph, compared with what was answered 200.
 *
 * @param answered deliveries that were answered 200
 * @param found deliveries that the graph shows
 * @param missing answered, but not there
 * @param duplicates messages and senders too many
 * @param strangers messages that no delivery brought, or whose sender is another one's
 * @param held events that were held instead of stored
 */
record Check(int answered, int found, int missing, int duplicates, int strangers, long held) {

	private static final int PAGE = 20_000;

	/**
	 * Looks at every message.
	 * @param database where
	 * @param traffic what each delivery must have made
	 * @param accepted numbers of the deliveries that were answered 200
	 * @return what was found
	 */
	static Check of(Database database, Traffic traffic, BitSet accepted) {
		BitSet found = new BitSet();
		int duplicates = 0;
		int strangers = 0;
		int messages = 0;
		String after = "";
		List<Record> page;
		do {
			page = database.query("bench/cypher/page-messages.cypher", Map.of("after", after, "limit", PAGE));
			for (Record message : page) {
				StoredMessage stored = StoredMessage.of(message);
				int[] numbers = traffic.shownBy(stored).toArray();
				if (numbers.length == 0) {
					strangers++;
				}
				else if (Arrays.stream(numbers).anyMatch(found::get) || stored.senders().size() > 1) {
					duplicates++;
				}
				Arrays.stream(numbers).forEach(found::set);
				after = message.get("key").asString();
				messages++;
			}
		}
		while (!page.isEmpty());
		duplicates += Math.abs(count(database, "count-sent") - messages);
		BitSet missing = (BitSet) accepted.clone();
		missing.andNot(found);
		return new Check(accepted.cardinality(), found.cardinality(), missing.cardinality(), duplicates, strangers,
				count(database, "count-held"));
	}

	private static int count(Database database, String statement) {
		return database.query("bench/cypher/" + statement + ".cypher", Map.of()).getFirst().get("count").asInt();
	}

	/** Whether each delivery that was answered 200 is there exactly once. */
	boolean passed() {
		return this.missing == 0 && this.duplicates == 0 && this.strangers == 0 && this.held == 0;
	}

	@Override
	public String toString() {
		return "%,d answered 200; in the graph: %,d, missing: %d, duplicates: %d, of the wrong sender: %d, held: %d  %s"
			.formatted(this.answered, this.found, this.missing, this.duplicates, this.strangers, this.held,
					passed() ? "ok" : "WRONG");
	}

}
