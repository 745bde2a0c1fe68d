package dev.switchboard.held;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.Endpoints;
import dev.switchboard.cypher.GraphRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Replays held events for somebody who waits, and tells what became of each. */
@Component
class OwnReplays {

	private static final Logger logger = LoggerFactory.getLogger(OwnReplays.class);

	private static final List<String> MESSAGES = List.of("message", "echo");

	private final CypherTemplate cypher;

	private final Endpoints endpoints;

	private final Replays replays;

	private final ReplaySteps steps;

	OwnReplays(CypherTemplate cypher, Endpoints endpoints, Replays replays, ReplaySteps steps) {
		this.cypher = cypher;
		this.endpoints = endpoints;
		this.replays = replays;
		this.steps = steps;
	}

	/**
	 * Replays a page.
	 * @param page records of {@code list-own-oldest}
	 * @return those that are held again: their ids, and why now
	 */
	List<GraphRecord> page(List<GraphRecord> page) {
		List<GraphRecord> again = new ArrayList<>();
		for (List<GraphRecord> part : this.steps.parts(page)) {
			again.addAll(withPayloads(this.cypher.read("held/show-held", this.steps.ids(part))));
		}
		return again;
	}

	/**
	 * Replays one.
	 * @param held a record of {@code show-own-held}
	 * @return why it is held again, if it is
	 */
	Optional<String> one(GraphRecord held) {
		return withPayloads(List.of(held)).stream().map((again) -> again.text("reason")).findFirst();
	}

	private List<GraphRecord> withPayloads(List<GraphRecord> events) {
		this.replays.some(events);
		return this.cypher.read("held/find-held-again", Map.of("events", events));
	}

	/**
	 * The message that a held event becomes, as its channel and the platform's id.
	 * @param held a record with its payload
	 * @return empty when it becomes something else, or cannot be read
	 */
	Optional<String> messageOf(GraphRecord held) {
		try {
			JsonNode events = this.endpoints.request("direct:held/map-held", held, JsonNode.class);
			return StreamSupport.stream(events.spliterator(), false)
				.filter((event) -> MESSAGES.contains(event.path("kind").asText()) && event.path("id").isTextual()
						&& event.path("channel").asText().equals(held.text("channel")))
				.map((event) -> held.text("channel") + "/" + event.get("id").textValue())
				.findFirst();
		}
		catch (RuntimeException ex) {
			// A held event need not be readable: that can be why it is held.
			logger.debug("a held event cannot be read as events: {}", ex.getClass().getName());
			return Optional.empty();
		}
	}

	/**
	 * Whether a message is there.
	 * @param userId whose it is
	 * @param message what {@link #messageOf} gave
	 */
	boolean isStored(String userId, String message) {
		return !this.cypher.read("held/find-own-message", Map.of("userId", userId, "message", message)).isEmpty();
	}

}
