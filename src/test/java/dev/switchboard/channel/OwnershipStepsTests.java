package dev.switchboard.channel;

import java.time.Instant;
import java.util.List;

import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.EventGroup;
import dev.switchboard.meta.MetaApp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnershipStepsTests {

	private static final ChannelOwner OF_ONE = connectedWith("one");

	private static final ChannelOwner OF_NONE = connectedWith(null);

	private final OwnershipSteps ownership = new OwnershipSteps(null, null, null);

	@Test
	void tellsEventsThatAnotherAppHasSigned() {
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), OF_ONE)).isTrue();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("one"), OF_ONE)).isFalse();
	}

	@Test
	void comparesNothingWhereOneOfTheTwoIsNotKnown() {
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy(null), OF_ONE)).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy(MetaApp.UNNAMED), OF_ONE)).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), connectedWith(MetaApp.UNNAMED))).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), OF_NONE)).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), null)).isFalse();
	}

	@Test
	void givesAnAccountsEventsToTheChannelsOfTheirApp() {
		assertThat(this.ownership.ofItsApp(signedBy("one"), List.of(OF_ONE, OF_NONE))).containsExactly(OF_ONE, OF_NONE);
		assertThat(this.ownership.ofItsApp(signedBy("two"), List.of(OF_ONE, OF_NONE))).containsExactly(OF_NONE);
		assertThat(this.ownership.ofItsApp(signedBy("two"), List.of(OF_ONE))).isEmpty();
	}

	private static ChannelOwner connectedWith(String app) {
		return new ChannelOwner("whatsapp:1", "bob", 0, app, null, false);
	}

	private static EventGroup signedBy(String app) {
		return new EventGroup("whatsapp", app, "whatsapp:1", "message", null, Instant.EPOCH, List.of());
	}

}
