package dev.switchboard.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.switchboard.api.ApiException;

/**
 * Up to when a user has seen a conversation.
 *
 * @param upTo the time; null when nothing of it counts as seen
 */
record SeenMark(Instant upTo) {

	/**
	 * The row of {@code mark-seen}.
	 * @throws ApiException 400 when nothing in the graph can have this time
	 */
	Map<String, Object> row(String userId, ConversationId conversation) {
		if (this.upTo != null && !PageCursor.isInRange(this.upTo)) {
			throw ApiException.badRequest("upTo must be a time between 1970 and 9999.");
		}
		Map<String, Object> row = new HashMap<>(conversation.parameters());
		row.put("userId", userId);
		row.put("upTo", (this.upTo != null) ? this.upTo.toEpochMilli() : null);
		return row;
	}

}
