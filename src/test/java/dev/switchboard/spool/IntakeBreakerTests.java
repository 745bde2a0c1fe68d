package dev.switchboard.spool;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When deliveries go to the spool without a try, and when no more. */
class IntakeBreakerTests {

	private final Time time = new Time();

	private final IntakeBreaker intake = new IntakeBreaker(this.time);

	@Test
	void opensWhenHalfOfTheCallsFail() {
		assertThat(this.intake.isOpen()).isFalse();

		fail();

		assertThat(this.intake.isOpen()).isTrue();
	}

	@Test
	void closesWithADeliveryThatIsDrainedAfterASecond() {
		fail();

		this.intake.drained(false);
		assertThat(this.intake.isOpen()).isTrue();
		this.time.pass(1);
		this.intake.drained(false);

		assertThat(this.intake.isOpen()).isFalse();
	}

	@Test
	void closesAtOnceWithTheLast() {
		fail();

		this.intake.drained(true);

		assertThat(this.intake.isOpen()).isFalse();
	}

	@Test
	void leavesTheGraphToTheDrainForTwiceAsLongEachTimeItOpensSoon() {
		int[] pauses = { 1, 2, 4, 8, 16, 30, 30 };
		for (int pause : pauses) {
			fail();
			this.time.pass(pause - 1);
			this.intake.drained(false);
			assertThat(this.intake.isOpen()).as("before %d s", pause).isTrue();
			this.time.pass(1);
			this.intake.drained(false);
			assertThat(this.intake.isOpen()).as("after %d s", pause).isFalse();
		}
		this.time.pass(11);
		fail();
		this.time.pass(1);

		this.intake.drained(false);

		assertThat(this.intake.isOpen()).isFalse();
	}

	private void fail() {
		IntStream.range(0, 10)
			.forEach((i) -> this.intake.breaker().onError(1, TimeUnit.SECONDS, new IllegalStateException("away")));
	}

	private static final class Time extends Clock {

		private Instant now = Instant.parse("2026-06-01T12:00:00Z");

		void pass(int seconds) {
			this.now = this.now.plusSeconds(seconds);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
