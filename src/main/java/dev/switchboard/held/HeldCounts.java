package dev.switchboard.held;

import java.time.Instant;
import java.util.List;

import dev.switchboard.cypher.GraphRecord;

/**
 * How much is held.
 *
 * @param groups by reason and channel, the largest first
 * @param total of all of them
 */
record HeldCounts(List<Group> groups, long total) {

	static HeldCounts of(List<GraphRecord> rows) {
		List<Group> groups = rows.stream().map(Group::of).toList();
		return new HeldCounts(groups, groups.stream().mapToLong(Group::events).sum());
	}

	/**
	 * Held events of one reason and one channel.
	 *
	 * @param reason what stands before the colon
	 * @param channel key of the channel
	 * @param events how many
	 * @param oldest when the first one came in
	 * @param newest when the last one came in
	 */
	record Group(String reason, String channel, long events, Instant oldest, Instant newest) {

		private static Group of(GraphRecord row) {
			return new Group(row.text("reason"), row.text("channel"), row.number("events"), row.time("oldest"),
					row.time("newest"));
		}

	}

}
