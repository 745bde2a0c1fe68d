package dev.switchboard.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import org.springframework.stereotype.Component;

/**
 * What every event must keep to before a statement may see it: the definition of its kind
 * in {@code routes/events/event.schema.json}, and times that can be.
 */
@Component
final class EventContract {

	private static final String DEFINITIONS = "/$defs/";

	private static final List<String> TIMES = List.of("sentAt", "at", "upTo");

	/** A time before this is a mistake: the first of the platforms opened then. */
	private static final Instant EARLIEST = Instant.parse("2008-01-01T00:00:00Z");

	/** How far a platform's clock may be ahead of ours. */
	private static final Duration AHEAD = Duration.ofDays(1);

	private final Map<String, JsonSchema> kinds = new LinkedHashMap<>();

	EventContract(EventProperties properties) {
		Path file = properties.schema();
		if (!Files.isRegularFile(file)) {
			throw new IllegalStateException(("There is no event schema %s. Start Switchboard in the folder that holds"
					+ " routes/ and cypher/, or set switchboard.event.schema.")
				.formatted(file.toAbsolutePath()));
		}
		try {
			JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
			SchemaLocation whole = SchemaLocation.of(file.toUri().toString());
			SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().failFast(true).build();
			for (JsonNode kind : schemas.getSchema(whole).getSchemaNode().at("/properties/kind/enum")) {
				JsonSchema schema = schemas
					.getSchema(SchemaLocation.of(whole.getAbsoluteIri() + "#" + DEFINITIONS + kind.asText()), config);
				schema.initializeValidators();
				this.kinds.put(kind.asText(), schema);
			}
		}
		catch (JsonSchemaException ex) {
			throw new IllegalStateException("The event schema %s cannot be used: %s".formatted(file, ex.getMessage()),
					ex);
		}
	}

	/**
	 * What is wrong with an event.
	 * @param event as the mapping gave it
	 * @param now when it came
	 * @return one short sentence without anything from the event's values, or null
	 */
	String fault(JsonNode event, Instant now) {
		String kind = event.path("kind").textValue();
		if (kind == null) {
			return "kind is missing";
		}
		JsonSchema schema = this.kinds.get(kind);
		if (schema == null) {
			return null;
		}
		Set<ValidationMessage> faults = schema.validate(event);
		if (!faults.isEmpty()) {
			ValidationMessage first = faults.iterator().next();
			return kind + first.getInstanceLocation().toString().replace("$", "") + " "
					+ first.getMessage().substring(first.getMessage().indexOf(": ") + 1).strip();
		}
		return TIMES.stream()
			.filter((field) -> event.path(field).isNumber() && !isPlausible(event.get(field).asLong(), now))
			.findFirst()
			.map((field) -> kind + "/" + field + " is out of range")
			.orElse(null);
	}

	private static boolean isPlausible(long millis, Instant now) {
		return millis >= EARLIEST.toEpochMilli() && millis <= now.plus(AHEAD).toEpochMilli();
	}

}
