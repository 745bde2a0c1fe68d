package dev.switchboard.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.switchboard.channel.ChannelType;

/**
 * A delivery of a platform.
 *
 * @param platform the platform
 * @param at when it was sent
 * @param payload what it says
 */
record Delivery(ChannelType platform, Instant at, Map<String, Object> payload) {

	private static final String ENTRIES = "entry";

	/** Meta sends nothing but ASCII. The order is the same in every JVM. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	/** Several of one platform as one, as Meta sends them when there are many. */
	static Delivery together(List<Delivery> deliveries) {
		Delivery last = deliveries.getLast();
		return new Delivery(last.platform(), last.at(),
				Map.of("object", last.payload().get("object"), ENTRIES,
						deliveries.stream()
							.flatMap((delivery) -> ((List<?>) delivery.payload().get(ENTRIES)).stream())
							.toList()));
	}

	/** The bytes that are sent. */
	byte[] body() {
		try {
			return JSON.writeValueAsBytes(this.payload);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
