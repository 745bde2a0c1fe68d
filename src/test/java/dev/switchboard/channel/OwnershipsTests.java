package dev.switchboard.channel;

import java.time.Instant;
import java.util.List;

import dev.switchboard.channel.Ownerships.Period;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnershipsTests {

	/**
	 * Ann until 20, nobody, Ben from 30 to 40, an account that was erased until 60, Ben
	 * again from 70.
	 */
	private final Ownerships owners = new Ownerships(
			List.of(new Ownership("ben", 70, Ownership.NOW, null, null), new Ownership("ann", 10, 20, null, null),
					new Ownership(null, 0, 60, null, null), new Ownership("ben", 30, 40, null, null)));

	@Test
	void whatComesInIsForWhoOwnsTheChannelThenOrConnectsItNext() {
		assertThat(ownerAt(5)).isEqualTo("ann");
		assertThat(ownerAt(19)).isEqualTo("ann");
		assertThat(ownerAt(20)).isEqualTo("ben");
		assertThat(ownerAt(39)).isEqualTo("ben");
		assertThat(ownerAt(40)).isNull();
		assertThat(ownerAt(59)).isNull();
		assertThat(ownerAt(60)).isEqualTo("ben");
		assertThat(ownerAt(1_000)).isEqualTo("ben");
	}

	@Test
	void whatComesInAfterTheLastOwnerIsForNobodyYet() {
		Ownerships ended = new Ownerships(List.of(new Ownership("ann", 10, 20, null, null)));

		assertThat(ended.at(Instant.ofEpochMilli(20))).isEmpty();
		assertThat(ended.areGoingOn()).isFalse();
		assertThat(new Ownerships(List.of()).at(Instant.EPOCH)).isEmpty();
	}

	@Test
	void givesTheTimesOfAUser() {
		assertThat(this.owners.areGoingOn()).isTrue();
		assertThat(this.owners.periodsOf("ann")).containsExactly(new Period(0, 20));
		assertThat(this.owners.periodsOf("ben")).containsExactly(new Period(20, 40), new Period(60, Ownership.NOW));
		assertThat(this.owners.periodsOf("cat")).isEmpty();
	}

	private String ownerAt(long time) {
		return this.owners.at(Instant.ofEpochMilli(time)).orElseThrow().userId();
	}

}
