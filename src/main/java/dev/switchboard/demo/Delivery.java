package dev.switchboard.demo;

import java.time.Instant;
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
 * @param body what it says
 */
record Delivery(ChannelType platform, Instant at, byte[] body) {

	/** Meta sends nothing but ASCII. The order is the same in every JVM. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	static Delivery of(ChannelType platform, Instant at, Map<String, Object> payload) {
		try {
			return new Delivery(platform, at, JSON.writeValueAsBytes(payload));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
