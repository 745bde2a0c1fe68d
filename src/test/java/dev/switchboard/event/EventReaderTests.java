package dev.switchboard.event;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventReaderTests {

	private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

	private final ObjectMapper json = new ObjectMapper();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final DefaultCamelContext camel = new DefaultCamelContext();

	private final EventReader reader = new EventReader(
			new EventContract(new EventProperties(Path.of("routes/events/event.schema.json"))),
			Clock.fixed(NOW, ZoneOffset.UTC), this.meters);

	@Test
	void groupsByChannelAndKindInTheOrderOfTheDelivery() {
		List<EventGroup> groups = read(message("1"), message("2").put("channel", "whatsapp:8"), message("3"),
				event("status").put("id", "1").put("status", "read").put("at", NOW.toEpochMilli()));

		assertThat(groups).extracting(EventGroup::channel).containsExactly("whatsapp:7", "whatsapp:8", "whatsapp:7");
		assertThat(groups).extracting(EventGroup::kind).containsExactly("message", "message", "status");
		assertThat(groups).extracting(EventGroup::app).containsOnly("app-1");
		assertThat(groups.getFirst().events()).extracting((event) -> event.fields().get("id"))
			.containsExactly("1", "3");
		assertThat(this.meters.counter("switchboard.events", "provider", "whatsapp", "kind", "message").count())
			.isEqualTo(3);
	}

	@Test
	void keepsTheOriginOutOfTheRow() {
		EventGroup group = read(message("1")).getFirst();

		assertThat(group.events().getFirst().origin()).hasToString("{\"object\":\"o\"}");
		assertThat(group.rowsOf("bob", 0).getFirst()).doesNotContainKey("origin")
			.containsEntry("userId", "bob")
			.containsEntry("identityKey", "bob/wa/91990")
			.containsEntry("receivedAt", NOW.toEpochMilli());
	}

	@Test
	void givesOneIdentityOfTwoUsersTwoContacts() {
		EventGroup group = read(message("1")).getFirst();

		Map<String, Object> bobs = group.rowsOf("bob", 0).getFirst();
		Map<String, Object> anns = group.rowsOf("ann", 0).getFirst();

		assertThat(bobs.get("contactId")).isNotEqualTo(anns.get("contactId"));
		assertThat(bobs.get("contactId")).isEqualTo(group.rowsOf("bob", 0).getFirst().get("contactId"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "with space", "quote'", "quote\"", "back`tick", "'}) DETACH DELETE n //",
			"\u0000", "\uD83E", "ä" })
	void holdsAMessageWhoseIdCannotBeAKey(String id) {
		assertThat(read(message(id)).getFirst()).matches((group) -> group.kind().equals(EventGroup.INVALID))
			.extracting(EventGroup::fault, InstanceOfAssertFactories.STRING)
			.startsWith("message/id does not match");
	}

	@Test
	void holdsAMessageWhoseIdIsTooLong() {
		assertThat(read(message("x".repeat(512))).getFirst().kind()).isEqualTo("message");
		assertThat(read(message("x".repeat(513))).getFirst().kind()).isEqualTo(EventGroup.INVALID);
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1", "9000000000000000000", "4102444800000", "1.5" })
	void holdsAMessageOfAnImpossibleTime(double sentAt) {
		ObjectNode message = message("1").put("sentAt", sentAt);

		assertThat(read(message).getFirst().fault()).isEqualTo("message/sentAt is out of range");
	}

	@Test
	void holdsAMessageWithoutSender() {
		ObjectNode message = message("1").putNull("contact");

		assertThat(read(message).getFirst().fault()).startsWith("message/contact ");
	}

	@Test
	void neverRepeatsAValueInAFault() {
		assertThat(read(event("message").put("id", "s3cret id")).getFirst().fault()).doesNotContain("s3cret");
	}

	@Test
	void holdsAnEventWithoutChannelOrKind() {
		assertThat(read(event("message").putNull("channel")).getFirst().fault()).startsWith("message/channel ");
		assertThat(read(event("message").put("channel", "whatsapp:x\",\"key\":\"y")).getFirst().channel()).isNull();
		assertThat(read(event("message").putNull("kind")).getFirst().fault()).isEqualTo("kind is missing");
		assertThat(read(event("hologram").putNull("channel")).getFirst().kind()).isEqualTo("hologram");
	}

	@Test
	void holdsAMessageWithAFieldThatTheSchemaDoesNotKnow() {
		assertThat(read(message("1").put("colour", "red")).getFirst()).extracting(EventGroup::kind)
			.isEqualTo(EventGroup.INVALID);
	}

	@Test
	void keepsUnknownEventsApartByWhatIsNotKnown() {
		assertThat(read(event("unknown").put("fault", "a field"), event("unknown").put("fault", "a status")))
			.extracting(EventGroup::fault)
			.containsExactly("a field", "a status");
	}

	@Test
	void groupsAccountEventsByTheAccountThatTheyName() {
		ObjectNode first = accountEvent("104", "1555");
		ObjectNode second = accountEvent("104", null);

		List<EventGroup> groups = read(first, second, first);

		assertThat(groups).hasSize(2);
		assertThat(groups.getFirst().events()).hasSize(2);
		assertThat(groups).extracting(EventGroup::channel).containsOnlyNulls();
	}

	@Test
	void knowsAnEventWithoutIdByWhatItSays() {
		Map<String, Object> one = read(accountEvent("104", null)).getFirst()
			.on("whatsapp:7")
			.rowsOf("bob", 0)
			.getFirst();
		Map<String, Object> same = read(accountEvent("105", null)).getFirst()
			.on("whatsapp:7")
			.rowsOf("bob", 0)
			.getFirst();
		Map<String, Object> other = read(accountEvent("104", null).put("raw", "{}")).getFirst()
			.on("whatsapp:7")
			.rowsOf("bob", 0)
			.getFirst();

		assertThat(one).containsEntry("channel", "whatsapp:7").containsEntry("eventId", same.get("eventId"));
		assertThat(other.get("eventId")).isNotEqualTo(one.get("eventId"));
	}

	@Test
	void holdsTheEventItselfWhenItsMappingGaveNoOrigin() {
		ObjectNode event = message("1");
		event.remove("origin");

		assertThat(read(event).getFirst().events().getFirst().origin()).isEqualTo(event);
	}

	@SuppressWarnings("unchecked")
	private List<EventGroup> read(ObjectNode... events) {
		ArrayNode mapped = this.json.createArrayNode();
		mapped.addAll(List.of(events));
		try {
			Exchange exchange = new DefaultExchange(this.camel);
			Object groups = this.reader.group(exchange, this.json.readTree(mapped.toString()), "whatsapp", "app-1",
					NOW);
			boolean several = exchange.getVariable("several", boolean.class);
			return several ? (List<EventGroup>) groups : List.of((EventGroup) groups);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ObjectNode message(String id) {
		return event("message").put("id", id)
			.put("type", "text")
			.put("contact", "wa:91990")
			.put("sentAt", NOW.toEpochMilli());
	}

	private ObjectNode accountEvent(String businessAccountId, String displayPhoneNumber) {
		return event("channel-event").putNull("channel")
			.put("businessAccountId", businessAccountId)
			.put("displayPhoneNumber", displayPhoneNumber)
			.put("type", "security")
			.put("raw", "{\"event\":\"PIN_CHANGED\"}");
	}

	private ObjectNode event(String kind) {
		ObjectNode event = this.json.createObjectNode().put("channel", "whatsapp:7").put("kind", kind);
		event.putObject("origin").put("object", "o");
		return event;
	}

}
