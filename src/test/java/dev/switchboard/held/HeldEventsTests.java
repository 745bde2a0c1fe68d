package dev.switchboard.held;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.cypher.RejectedRow;
import dev.switchboard.cypher.RejectedRow.Reason;
import dev.switchboard.cypher.RowsRejectedException;
import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.Event;
import dev.switchboard.event.EventGroup;
import dev.switchboard.event.EventRow;
import dev.switchboard.event.Secrets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeldEventsTests {

	private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

	private final HeldEvents held = new HeldEvents(new SimpleMeterRegistry(), new Secrets());

	private final EventGroup group = new EventGroup("whatsapp", "app-1", "whatsapp:7", "message", null, NOW,
			List.of(event("a"), event("b"), event("c")));

	@Test
	void holdsEachEventWithTheDeliveryThatItCameFrom() {
		assertThat(this.held.all(this.group, null, "unknown-channel"))
			.extracting("payload", "channel", "reason", "provider", "app")
			.containsExactly(tuple("a", "unknown-channel"), tuple("b", "unknown-channel"),
					tuple("c", "unknown-channel"));
	}

	@Test
	void saysWhatIsWrongWithInvalidEvents() {
		EventGroup invalid = new EventGroup("whatsapp", "app-1", null, EventGroup.INVALID, "id is missing", NOW,
				List.of(event("a")));

		assertThat(this.held.all(invalid, null, "invalid").getFirst()).containsEntry("reason",
				"invalid: id is missing");
	}

	@Test
	void holdsTheEventOfARejectedRowAlsoWhenOnlySomeRowsWereWritten() {
		List<EventRow> written = this.group.rowsOf("bob", 0).subList(1, 3);
		RowsRejectedException rejection = new RowsRejectedException("a-statement", 2,
				List.of(new RejectedRow(1, Reason.MISSED, null)));

		assertThat(this.held.rejected(written, this.group, new ChannelOwner("whatsapp:7", "bob", 0, null, null, false),
				rejection))
			.extracting("payload", "channel", "reason", "provider", "app")
			.containsExactly(tuple("c", "channel-gone"));
	}

	@Test
	void holdsAWholeDeliveryWithoutItsSecrets() {
		byte[] body = "{\"a\": 1, \"a\": 1, \"some_token\": \"hush\"}".getBytes(StandardCharsets.UTF_8);

		assertThat(this.held.delivery(body, "messenger", "app-1", NOW, "unreadable").getFirst())
			.containsEntry("payload", "{\"a\": 1, \"a\": 1, \"some_token\": \"[redacted]\"}");
	}

	@Test
	void givesOnePayloadOfOneAppOneId() {
		byte[] body = "not JSON".getBytes(StandardCharsets.UTF_8);

		assertThat(idOf(body, "app-1")).isEqualTo(idOf(body, "app-1"))
			.isNotEqualTo(idOf(body, "app-2"))
			.isNotEqualTo(idOf(body, null))
			.isNotEqualTo(idOf(new byte[] { 1 }, "app-1"));
	}

	@Test
	void keepsTheIdsThatWereGivenBeforeAppsWereKnown() {
		assertThat(idOf("not JSON".getBytes(StandardCharsets.UTF_8), null))
			.isEqualTo(UUID.nameUUIDFromBytes("unreadablenot JSON".getBytes(StandardCharsets.UTF_8)).toString());
	}

	private Object idOf(byte[] delivery, String app) {
		return this.held.delivery(delivery, "whatsapp", app, NOW, "unreadable").getFirst().get("id");
	}

	private static org.assertj.core.groups.Tuple tuple(String origin, String reason) {
		return org.assertj.core.groups.Tuple.tuple("{\"id\":\"" + origin + "\"}", "whatsapp:7", reason, "whatsapp",
				"app-1");
	}

	private static Event event(String origin) {
		return new Event(Map.of(), JsonNodeFactory.instance.objectNode().put("id", origin));
	}

}
