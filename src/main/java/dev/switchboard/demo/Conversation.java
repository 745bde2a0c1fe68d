package dev.switchboard.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.switchboard.channel.ChannelType;

/**
 * Plays a scene between a person and Bob's Store: the same deliveries for the same random
 * numbers.
 */
final class Conversation {

	private static final int ID_BYTES = 36;

	private final Person first;

	private final Payloads payloads;

	private final Random random;

	private final List<Turn> turns = new ArrayList<>();

	Conversation(Person person, Payloads payloads, Random random) {
		this.first = person;
		this.payloads = payloads;
		this.random = random;
	}

	/**
	 * Plays the lines.
	 * @param lines what is written
	 * @return how long that takes
	 */
	Duration play(List<Line> lines) {
		Person person = this.first;
		String theirs = null;
		String ours = null;
		Instant at = Instant.EPOCH;
		for (Line written : lines) {
			at = at.plus(written.pause()).plusSeconds(thinking(written.by()));
			for (Line line : this.payloads.split(written)) {
				boolean own = line.isOf("edit") || line.isOf("revoke");
				String about = (own == (line.by() == Line.By.PERSON)) ? theirs : ours;
				byte[] bytes = new byte[ID_BYTES];
				this.random.nextBytes(bytes);
				Turn turn = new Turn(person, line, at, this.payloads.id(bytes), about);
				this.turns.add(turn);
				at = at.plusSeconds(10 + this.random.nextInt(50));
				if (line.isOf("newnumber")) {
					person = person.at(line.text());
				}
				else if (line.isOf("react") || own) {
					continue;
				}
				else if (turn.isOut()) {
					ours = turn.id();
				}
				else {
					theirs = turn.id();
				}
			}
		}
		return Duration.between(Instant.EPOCH, at);
	}

	private int thinking(Line.By by) {
		return (by == Line.By.PERSON) ? 15 + this.random.nextInt(160) : 40 + this.random.nextInt(500);
	}

	/**
	 * What is delivered of it.
	 * @param start when it began
	 * @param now until when something can have happened
	 */
	List<Delivery> deliveries(Instant start, Instant now) {
		ChannelType platform = this.first.channel();
		List<Delivery> deliveries = new ArrayList<>();
		for (Turn turn : this.turns) {
			Turn placed = new Turn(turn.person(), turn.line(), start.plusMillis(turn.at().toEpochMilli()), turn.id(),
					turn.about());
			deliveries.add(new Delivery(platform, placed.at(), this.payloads.of(placed)));
			if (placed.isOut() && !placed.line().isOf("react")) {
				addStatuses(placed, now, deliveries);
			}
		}
		return deliveries;
	}

	private void addStatuses(Turn turn, Instant now, List<Delivery> deliveries) {
		Instant at = turn.at();
		for (String status : turn.line().isOf("failed") ? List.of("sent", "failed")
				: List.of("sent", "delivered", "read")) {
			at = at.plusSeconds(switch (status) {
				case "sent" -> 1;
				case "read" -> 5 + this.random.nextInt(600);
				default -> 2 + this.random.nextInt(20);
			});
			Map<String, Object> payload = this.payloads.status(turn, status, at);
			if (payload != null && at.isBefore(now)) {
				deliveries.add(new Delivery(this.first.channel(), at, payload));
			}
		}
	}

}
