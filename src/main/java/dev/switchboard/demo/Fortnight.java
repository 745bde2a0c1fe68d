package dev.switchboard.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.switchboard.channel.ChannelType;

/**
 * What people and Bob's Store wrote to each other in the two weeks before a moment. For
 * the same moment it is the same, to the byte, so that delivering it again changes
 * nothing.
 */
final class Fortnight {

	private static final int DAYS = 14;

	private static final long SEED = 20_251_201;

	/** How many conversations of a hundred begin before which hour: people sleep. */
	private static final int[] BEFORE_HOUR = { 0, 0, 0, 0, 0, 0, 0, 1, 4, 9, 17, 26, 36, 44, 50, 55, 61, 68, 76, 85, 93,
			98, 100 };

	/** Minutes before the moment in which the newest conversations end; they wait. */
	private static final int[] WAITING = { 2, 5, 11, 19, 34, 52, 88 };

	private final Script script;

	private final Map<ChannelType, Payloads> payloads;

	Fortnight(Script script, Map<ChannelType, Payloads> payloads) {
		this.script = script;
		this.payloads = payloads;
	}

	/**
	 * The deliveries.
	 * @param moment the end of the fortnight
	 * @return in the order of their time
	 */
	List<Delivery> before(Instant moment) {
		Instant now = moment.truncatedTo(ChronoUnit.SECONDS);
		List<Delivery> deliveries = new ArrayList<>();
		List<Person> people = this.script.people();
		for (int number = 0; number < people.size(); number++) {
			Person person = people.get(number);
			Random random = new Random(SEED + number);
			List<Scene> scenes = this.script.scenes(person);
			List<Scene> common = scenes.stream().filter((scene) -> !scene.isOf(person)).toList();
			int visits = Math.min(scenes.size(), 2 + random.nextInt(3));
			int waits = (number % 6 == 0 && number / 6 < WAITING.length) ? number / 6 : -1;
			for (int visit = 0; visit < visits; visit++) {
				boolean last = visit == visits - 1;
				Scene scene = (last && scenes.getLast().isOf(person)) ? scenes.getLast()
						: common.get((number * 3 + visit) % common.size());
				Blanks blanks = Blanks.of(this.script.items(person.language()), random);
				List<Line> lines = scene.lines().stream().map((line) -> line.filled(blanks)).toList();
				boolean waiting = waits >= 0 && last;
				Conversation conversation = new Conversation(person, this.payloads.get(person.channel()), random);
				Duration length = conversation.play(waiting ? unanswered(lines) : lines);
				Instant start = waiting ? now.minus(Duration.ofMinutes(WAITING[waits])).minus(length)
						: start(now, length, DAYS * (visits - visit) / visits, random);
				deliveries.addAll(conversation.deliveries(start, now));
			}
		}
		deliveries.sort(Comparator.comparing(Delivery::at));
		return deliveries;
	}

	/** Up to the last thing that the person wrote. */
	private static List<Line> unanswered(List<Line> lines) {
		int last = lines.size() - 1;
		while (last > 0 && (lines.get(last).by() != Line.By.PERSON || lines.get(last).isOf("react"))) {
			last--;
		}
		return lines.subList(0, last + 1);
	}

	// Within the days before a day, at an hour at which people write, on Sundays seldom.
	private static Instant start(Instant now, Duration length, int daysAgo, Random random) {
		int hundredth = random.nextInt(100);
		int hour = 0;
		while (BEFORE_HOUR[hour + 1] <= hundredth) {
			hour++;
		}
		int days = Math.max(1, daysAgo - random.nextInt(4));
		int seconds = random.nextInt(3600);
		boolean rests = random.nextInt(10) < 7;
		ZonedDateTime start = now.atZone(ZoneOffset.UTC)
			.truncatedTo(ChronoUnit.DAYS)
			.minusDays(days)
			.plusHours(hour)
			.plusSeconds(seconds);
		if (start.getDayOfWeek() == DayOfWeek.SUNDAY && rests) {
			start = start.minusDays(1);
		}
		while (start.toInstant().plus(length).plus(Duration.ofMinutes(30)).isAfter(now)) {
			start = start.minusDays(1);
		}
		return start.toInstant();
	}

}
