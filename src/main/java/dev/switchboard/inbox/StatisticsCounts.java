package dev.switchboard.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.stereotype.Component;

/**
 * Counts what happened in inboxes. What was counted is remembered: a page that shows
 * statistics asks often, and a user with many messages has many to count. Messages are
 * counted a day at a time, so that no statement is long, and days that are over are
 * remembered longer, because little is added to them.
 */
@Component
class StatisticsCounts {

	private static final Duration REMEMBERED = Duration.ofSeconds(30);

	private static final Duration DAYS_REMEMBERED = Duration.ofMinutes(15);

	private static final int MOST = 1_000;

	private static final int MOST_DAYS = 20_000;

	private final Cache<Key, Statistics> all = Caffeine.newBuilder()
		.expireAfterWrite(REMEMBERED)
		.maximumSize(MOST)
		.build();

	private final Cache<Day, List<Statistics.Messages>> days = Caffeine.newBuilder()
		.expireAfterWrite(DAYS_REMEMBERED)
		.maximumSize(MOST_DAYS)
		.build();

	private final Reader reader;

	private final Clock clock;

	StatisticsCounts(Reader reader, Clock clock) {
		this.reader = reader;
		this.clock = clock;
	}

	/**
	 * The statistics of a user.
	 * @param from first moment, or null
	 * @param until first moment behind, or null
	 */
	Statistics of(String userId, Instant from, Instant until) {
		StatisticsPeriod period = StatisticsPeriod.of(from, until, this.clock.instant());
		return remembered(this.all, new Key(userId, from, until), () -> count(userId, period));
	}

	// Two who ask at the same time count twice: a cache that lets one wait for the other
	// would keep others waiting too, and a thread of the few that carry all requests.
	private static <K, V> V remembered(Cache<K, V> cache, K key, Supplier<V> count) {
		V counted = cache.getIfPresent(key);
		if (counted == null) {
			counted = count.get();
			cache.put(key, counted);
		}
		return counted;
	}

	private Statistics count(String userId, StatisticsPeriod period) {
		Map<String, Object> parameters = period.parameters(userId);
		List<Statistics.Messages> messages = new ArrayList<>();
		period.days().forEach((day) -> messages.addAll(messages(userId, day)));
		List<Statistics.NewContacts> contacts = this.reader.read("inbox/count-new-contacts", parameters)
			.stream()
			.map((row) -> new Statistics.NewContacts(row.text("day"), row.number("contacts")))
			.toList();
		List<Statistics.Failures> failures = this.reader.read("inbox/count-failures", parameters)
			.stream()
			.map((row) -> new Statistics.Failures(row.text("reason"), row.number("messages")))
			.toList();
		return new Statistics(messages, contacts,
				(Double) this.reader.read("inbox/measure-answers", parameters).getFirst().get("seconds"),
				this.reader.read("inbox/count-unanswered", parameters).getFirst().number("unanswered"), failures);
	}

	private List<Statistics.Messages> messages(String userId, StatisticsPeriod day) {
		if (day.until().isAfter(this.clock.instant().minus(DAYS_REMEMBERED))) {
			return countMessages(userId, day);
		}
		return remembered(this.days, new Day(userId, day), () -> countMessages(userId, day));
	}

	private List<Statistics.Messages> countMessages(String userId, StatisticsPeriod day) {
		LocalDate date = LocalDate.ofInstant(day.from(), ZoneOffset.UTC);
		List<GraphRecord> rows = this.reader.read("inbox/count-messages", day.parameters(userId));
		return rows.stream()
			.map((row) -> new Statistics.Messages(date, row.text("channel"), row.number("inbound"),
					row.number("outbound")))
			.toList();
	}

	private record Key(String userId, Instant from, Instant until) {
	}

	private record Day(String userId, StatisticsPeriod period) {
	}

}
