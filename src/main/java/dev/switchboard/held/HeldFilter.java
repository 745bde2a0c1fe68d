package dev.switchboard.held;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which held events are meant; what is null does not matter.
 *
 * @param channel what they are held under, see {@code EventGroup.heldUnder()}
 * @param reason the whole reason, or what stands before its colon
 * @param provider the platform's name
 */
record HeldFilter(String channel, String reason, String provider) {

	private static final ZonedDateTime BEGINNING = ZonedDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

	boolean isEmpty() {
		return this.channel == null && this.reason == null && this.provider == null;
	}

	/** Parameters of {@code list-held} for its first page. */
	Map<String, Object> firstPage(int limit) {
		return page(BEGINNING, "", limit);
	}

	/** Parameters of {@code list-held} for the page after another. */
	Map<String, Object> pageAfter(List<Map<String, Object>> page, int limit) {
		Map<String, Object> last = page.getLast();
		return page((ZonedDateTime) last.get("receivedAt"), (String) last.get("id"), limit);
	}

	Map<String, Object> page(ZonedDateTime afterTime, String afterId, int limit) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("channel", this.channel);
		parameters.put("reason", this.reason);
		parameters.put("provider", this.provider);
		parameters.put("afterTime", afterTime);
		parameters.put("afterId", afterId);
		parameters.put("limit", limit);
		return parameters;
	}

	@Override
	public String toString() {
		return "channel %s, reason %s, provider %s".formatted(any(this.channel), any(this.reason), any(this.provider));
	}

	private static String any(String value) {
		return (value != null) ? value : "any";
	}

}
