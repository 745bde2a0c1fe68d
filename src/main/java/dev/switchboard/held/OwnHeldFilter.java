package dev.switchboard.held;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;

/**
 * Which of the events are meant that are held for a user; what is null does not matter.
 *
 * @param channel key of a channel
 * @param reason the whole reason, or what stands before its colon
 * @param from first time of receipt
 * @param until the time of receipt at which they end, which is not one of theirs
 */
record OwnHeldFilter(String channel, String reason, Instant from, Instant until) {

	private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

	OwnHeldFilter {
		if (isOutOfRange(from) || isOutOfRange(until)) {
			throw ApiException.badRequest("from and until must be times between 1970 and 9999.");
		}
	}

	/** The rest of the times for which channels were the user's. */
	List<Map<String, Object>> of(List<Map<String, Object>> periods) {
		return periods.stream()
			.filter((period) -> this.channel == null || this.channel.equals(period.get("channel")))
			.map(this::narrow)
			.filter((period) -> (long) period.get("from") < (long) period.get("until"))
			.toList();
	}

	/**
	 * The part of them in front of a place and at its time, so that no others are read.
	 */
	OwnHeldFilter upTo(HeldPosition place) {
		Instant end = place.time().toInstant().plusMillis(1);
		return (this.until != null && this.until.isBefore(end)) ? this
				: new OwnHeldFilter(this.channel, this.reason, this.from, end);
	}

	/** The part of them behind a place and at its time, so that no others are read. */
	OwnHeldFilter since(HeldPosition place) {
		Instant start = place.time().toInstant();
		return (this.from != null && this.from.isAfter(start)) ? this
				: new OwnHeldFilter(this.channel, this.reason, start, this.until);
	}

	private Map<String, Object> narrow(Map<String, Object> period) {
		Map<String, Object> narrow = new HashMap<>(period);
		if (this.from != null) {
			narrow.put("from", Math.max((long) period.get("from"), this.from.toEpochMilli()));
		}
		if (this.until != null) {
			narrow.put("until", Math.min((long) period.get("until"), this.until.toEpochMilli()));
		}
		return narrow;
	}

	@Override
	public String toString() {
		return "channel %s, reason %s, from %s, until %s".formatted(any(this.channel), any(this.reason), any(this.from),
				any(this.until));
	}

	private static boolean isOutOfRange(Instant time) {
		return time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LAST));
	}

	private static Object any(Object value) {
		return (value != null) ? value : "any";
	}

}
