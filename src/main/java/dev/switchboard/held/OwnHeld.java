package dev.switchboard.held;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.switchboard.channel.ChannelPeriods;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.stereotype.Component;

/**
 * What is held for a user: what came in on channels while they were the user's, and
 * nothing else, whatever is asked for.
 */
@Component
class OwnHeld {

	private static final String PERIODS = "periods";

	private final CypherTemplate cypher;

	private final ChannelPeriods periods;

	OwnHeld(CypherTemplate cypher, ChannelPeriods periods) {
		this.cypher = cypher;
		this.periods = periods;
	}

	/** A page, the newest first, without payloads. */
	List<GraphRecord> newest(String userId, OwnHeldFilter filter, HeldPosition before, int limit) {
		Map<String, Object> parameters = parameters(userId, filter.upTo(before));
		parameters.put("beforeTime", before.time());
		parameters.put("beforeId", before.id());
		parameters.put("limit", limit);
		return this.cypher.read("held/list-own-held", parameters);
	}

	/** A page, the oldest first, as a replay takes it. */
	List<GraphRecord> oldest(String userId, OwnHeldFilter filter, HeldPosition after, int limit) {
		Map<String, Object> parameters = parameters(userId, filter.since(after));
		parameters.put("afterTime", after.time());
		parameters.put("afterId", after.id());
		parameters.put("limit", limit);
		return this.cypher.read("held/list-own-oldest", parameters);
	}

	/** How many there are for each reason and channel. */
	List<GraphRecord> counts(String userId, OwnHeldFilter filter) {
		return this.cypher.read("held/count-own-held", parameters(userId, filter));
	}

	/** One with its payload. */
	Optional<GraphRecord> find(String userId, String id) {
		return this.cypher.read("held/show-own-held", Map.of(PERIODS, this.periods.of(userId), "id", id))
			.stream()
			.findAny();
	}

	private Map<String, Object> parameters(String userId, OwnHeldFilter filter) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put(PERIODS, filter.of(this.periods.of(userId)));
		parameters.put("reason", filter.reason());
		return parameters;
	}

}
