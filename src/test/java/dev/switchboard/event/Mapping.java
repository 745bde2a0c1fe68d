package dev.switchboard.event;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mapping of the {@code routes} folder, as the routes run it. Every event that it gives
 * is checked against {@code routes/events/event.schema.json}.
 */
final class Mapping implements AutoCloseable {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
		.getSchema(Path.of("routes/events/event.schema.json").toUri());

	private final Secrets secrets = new Secrets();

	private final DefaultCamelContext camel = new DefaultCamelContext();

	private final Expression jq;

	private Mapping(String provider) {
		this.jq = this.camel.resolveLanguage("jq")
			.createExpression("resource:file:routes/providers/" + provider + ".jq");
		this.jq.init(this.camel);
	}

	/** The mapping of the file {@code routes/providers/<provider>.jq}. */
	static Mapping of(String provider) {
		return new Mapping(provider);
	}

	/**
	 * Maps a delivery.
	 * @param body its JSON
	 * @return an array of events that keep to the schema
	 */
	JsonNode map(String body) {
		JsonNode events = mapUnchecked(body);
		events.forEach((event) -> {
			Set<ValidationMessage> faults = SCHEMA.validate(event);
			assertThat(faults).as("what %s breaks in the event schema", event).isEmpty();
		});
		return events;
	}

	/**
	 * Maps a delivery of which some part breaks the contract on purpose.
	 * @param body its JSON
	 * @return an array of events, as they are
	 */
	JsonNode mapUnchecked(String body) {
		Exchange exchange = new DefaultExchange(this.camel);
		exchange.getMessage()
			.setBody(json(new String(this.secrets.cut(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)));
		return this.jq.evaluate(exchange, JsonNode.class);
	}

	/** Reads JSON. */
	static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(text, ex);
		}
	}

	/**
	 * An event without its origin, without what is null, and without some of its fields.
	 */
	static JsonNode facts(JsonNode event, String... without) {
		ObjectNode facts = (ObjectNode) withoutNulls(event);
		facts.remove("origin");
		facts.remove(List.of(without));
		return facts;
	}

	/**
	 * JSON without what is null, at any depth. It is read again: a whole number that jq
	 * reckoned with would not be equal to the same one in another Java type.
	 */
	static JsonNode withoutNulls(JsonNode node) {
		JsonNode copy = json(node.toString());
		strip(copy);
		return copy;
	}

	private static void strip(JsonNode node) {
		if (node.isObject()) {
			node.properties().removeIf((field) -> field.getValue().isNull());
		}
		node.forEach(Mapping::strip);
	}

	@Override
	public void close() throws Exception {
		this.camel.close();
	}

}
