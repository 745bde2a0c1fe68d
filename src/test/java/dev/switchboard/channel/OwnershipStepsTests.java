package dev.switchboard.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.event.EventGroup;
import dev.switchboard.meta.MetaApp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OwnershipStepsTests {

	private static final Map<String, Object> OF_ONE = Map.of("key", "whatsapp:1", "userId", "bob", "appId", "one");

	private static final Map<String, Object> OF_NONE = Map.of("key", "whatsapp:2", "userId", "bob");

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
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), Map.of("appId", MetaApp.UNNAMED))).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), OF_NONE)).isFalse();
		assertThat(OwnershipSteps.isOfAnotherApp(signedBy("two"), null)).isFalse();
	}

	@Test
	void givesAnAccountsEventsToTheChannelsOfTheirApp() {
		assertThat(this.ownership.ofItsApp(signedBy("one"), List.of(OF_ONE, OF_NONE))).containsExactly(OF_ONE, OF_NONE);
		assertThat(this.ownership.ofItsApp(signedBy("two"), List.of(OF_ONE, OF_NONE))).containsExactly(OF_NONE);
		assertThat(this.ownership.ofItsApp(signedBy("two"), List.of(OF_ONE))).isEmpty();
	}

	private static EventGroup signedBy(String app) {
		return new EventGroup("whatsapp", app, "whatsapp:1", "message", null, Instant.EPOCH, List.of());
	}

}
