package dev.switchboard.held;

import java.util.HashMap;
import java.util.Map;

/**
 * Which held events are meant; what is null does not matter.
 *
 * @param channel what they are held under, see {@code EventGroup.heldUnder()}
 * @param reason the whole reason, or what stands before its colon
 * @param provider the platform's name
 */
record HeldFilter(String channel, String reason, String provider) {

	boolean isEmpty() {
		return this.channel == null && this.reason == null && this.provider == null;
	}

	/** Parameters of {@code list-held} for the page that begins behind a place. */
	Map<String, Object> pageAfter(HeldPosition after, int limit) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("channel", this.channel);
		parameters.put("reason", this.reason);
		parameters.put("provider", this.provider);
		parameters.put("afterTime", after.time());
		parameters.put("afterId", after.id());
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
