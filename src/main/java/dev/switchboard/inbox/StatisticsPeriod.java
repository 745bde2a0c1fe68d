package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.switchboard.api.ApiException;

/**
 * Which time statistics are about.
 *
 * @param from its first moment
 * @param until the first moment behind it
 */
record StatisticsPeriod(Instant from, Instant until) {

	private static final int MOST_DAYS = 92;

	private static final int FEW_DAYS = 14;

	/**
	 * Reads the parameters of a request.
	 * @param from null for the day 13 days before the last one
	 * @param until null for now
	 * @throws ApiException 400 when they are no time, or a longer one than is counted
	 */
	static StatisticsPeriod of(Instant from, Instant until, Instant now) {
		Instant end = (until != null) ? until : now;
		if (!PageCursor.isInRange(end) || (from != null && !PageCursor.isInRange(from))) {
			throw ApiException.badRequest("from and until must be times between 1970 and 9999.");
		}
		Instant start = (from != null) ? from
				: end.minusMillis(1).truncatedTo(ChronoUnit.DAYS).minus(FEW_DAYS - 1, ChronoUnit.DAYS);
		if (!start.isBefore(end)) {
			throw ApiException.badRequest("from must be before until.");
		}
		if (Duration.between(start, end).compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
			throw ApiException.badRequest("from and until must be at most %d days apart.".formatted(MOST_DAYS));
		}
		return new StatisticsPeriod(start, end);
	}

	/** Its days, UTC; the first and the last one can be parts of a day. */
	List<StatisticsPeriod> days() {
		Instant first = this.from.truncatedTo(ChronoUnit.DAYS);
		return Stream.iterate(first, (day) -> day.isBefore(this.until), StatisticsPeriod::next)
			.map((day) -> new StatisticsPeriod(day.isBefore(this.from) ? this.from : day,
					next(day).isAfter(this.until) ? this.until : next(day)))
			.toList();
	}

	/** Parameters of the statements that count what happened in it. */
	Map<String, Object> parameters(String userId) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("userId", userId);
		parameters.put("from", this.from.atZone(ZoneOffset.UTC));
		parameters.put("until", this.until.atZone(ZoneOffset.UTC));
		return parameters;
	}

	private static Instant next(Instant day) {
		return day.plus(1, ChronoUnit.DAYS);
	}

}
