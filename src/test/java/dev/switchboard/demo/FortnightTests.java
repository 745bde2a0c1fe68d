package dev.switchboard.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.switchboard.channel.ChannelType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FortnightTests {

	private static final Instant NOW = Instant.parse("2026-06-03T15:20:00Z");

	private final Fortnight fortnight = new Fortnight(new Script(),
			Map.of(ChannelType.whatsapp, new Whatsapp("1", "2", "15550783881"), ChannelType.messenger,
					new Pages(ChannelType.messenger, "3"), ChannelType.instagram,
					new Pages(ChannelType.instagram, "4")));

	@Test
	void isTheSameForTheSameMoment() {
		assertThat(texts(this.fortnight.before(NOW))).isEqualTo(texts(this.fortnight.before(NOW)));
	}

	@Test
	void liesWithinTwoWeeksAndEndsMinutesAgo() {
		List<Delivery> deliveries = this.fortnight.before(NOW);

		assertThat(deliveries.getFirst().at()).isAfter(NOW.minus(Duration.ofDays(17)));
		assertThat(deliveries.getLast().at()).isBetween(NOW.minus(Duration.ofMinutes(5)), NOW);
	}

	@Test
	void hasTheRhythmOfADay() {
		long atNight = this.fortnight.before(NOW)
			.stream()
			.filter((delivery) -> LocalTime.ofInstant(delivery.at(), ZoneOffset.UTC).getHour() < 6)
			.count();

		assertThat(atNight).isLessThan(this.fortnight.before(NOW).size() / 20);
	}

	@Test
	void hasEverythingThatPeopleDo() {
		String all = String.join("\n", texts(this.fortnight.before(NOW)));

		assertThat(all)
			.contains("\"reaction\"", "\"edit\"", "\"revoke\"", "\"context\"", "\"reply_to\"", "\"image\"", "\"video\"",
					"\"voice\":true", "\"sticker\"", "\"filename\"", "\"location\"", "\"contacts\"", "\"order\"",
					"\"button\"", "\"list_reply\"", "\"nfm_reply\"", "\"referral\"", "smb_message_echoes",
					"user_changed_number", "\"from_user_id\"", "event_invitation", "\"failed\"", "131047", "131053",
					"is_deleted", "message_edit", "\"watermark\"", "\\u")
			.doesNotContain("{item}", "{order}", "{price}", "{time}");
	}

	private static List<String> texts(List<Delivery> deliveries) {
		return deliveries.stream().map((delivery) -> new String(delivery.body(), StandardCharsets.US_ASCII)).toList();
	}

}
