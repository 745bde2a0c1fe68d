package dev.switchboard.channel;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.stereotype.Component;

/** When what comes in on channels counts to a user. */
@Component
public class ChannelPeriods {

	/** The last millisecond that Neo4j knows as a date. */
	private static final long LATEST = 253_402_300_799_999L;

	private final CypherTemplate cypher;

	ChannelPeriods(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	/**
	 * The times for which channels are or were a user's.
	 * @param userId the user
	 * @return maps of {@code channel}, its key, and {@code from} and {@code until}, in
	 * milliseconds since 1970: what was received between them is the user's
	 */
	public List<Map<String, Object>> of(String userId) {
		Map<String, List<GraphRecord>> owners = this.cypher
			.read("channels/find-channel-owners", Map.of("userId", userId))
			.stream()
			.collect(Collectors.groupingBy((owner) -> owner.text("key")));
		return owners.entrySet()
			.stream()
			.flatMap((channel) -> new Ownerships(channel.getValue().stream().map(Ownership::of).toList())
				.periodsOf(userId)
				.stream()
				.map((period) -> Map.<String, Object>of("channel", channel.getKey(), "from", period.from(), "until",
						Math.min(period.until(), LATEST))))
			.toList();
	}

}
