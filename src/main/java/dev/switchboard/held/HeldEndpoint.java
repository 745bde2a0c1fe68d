package dev.switchboard.held;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.cypher.GraphUnavailableException;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * What is held, for operators: {@code /actuator/held} on the management port. Every
 * operation is noted.
 */
@Component
@WebEndpoint(id = "held")
class HeldEndpoint {

	private static final int FEW = 50;

	private static final int MANY = 1000;

	private final CypherTemplate cypher;

	private final Replays replays;

	private final HeldOperations operations;

	HeldEndpoint(CypherTemplate cypher, Replays replays, HeldOperations operations) {
		this.cypher = cypher;
		this.replays = replays;
		this.operations = operations;
	}

	/**
	 * Lists held events, the oldest first.
	 * @param channel only those held under this key
	 * @param reason only those with this reason, or with this before its colon
	 * @param provider only those of this platform
	 * @param after the field {@code next} of the page before
	 * @param limit most events, 50 when not given, at most 1,000
	 */
	@ReadOperation
	WebEndpointResponse<?> list(@Nullable String channel, @Nullable String reason, @Nullable String provider,
			@Nullable String after, @Nullable Integer limit) {
		int most = Math.clamp((limit != null) ? limit : FEW, 1, MANY);
		HeldFilter filter = new HeldFilter(channel, reason, provider);
		return operation("list", filter, () -> {
			Map<String, Object> page;
			try {
				page = filter.pageAfter((after != null) ? HeldPosition.parse(after) : HeldPosition.BEGINNING, most);
			}
			catch (IllegalArgumentException ex) {
				return error(400, "after must be the field next of the page before.");
			}
			List<GraphRecord> events = this.cypher.read("held/list-held", page);
			Map<String, Object> body = new HashMap<>();
			body.put("events", events);
			body.put("next", HeldPosition.next(events, most));
			return new WebEndpointResponse<>(body);
		});
	}

	/** Shows one held event with its payload. */
	@ReadOperation
	WebEndpointResponse<?> show(@Selector String id) {
		return operation("show", id, () -> {
			List<GraphRecord> found = find(id);
			return found.isEmpty() ? notFound() : new WebEndpointResponse<>(found.getFirst());
		});
	}

	/**
	 * Replays one event and tells whether it is stored now; if not, it shows it as it is
	 * held now.
	 */
	@WriteOperation
	WebEndpointResponse<?> replay(@Selector String id) {
		return operation("replay", id, () -> {
			List<GraphRecord> found = find(id);
			if (found.isEmpty()) {
				return notFound();
			}
			this.replays.one(found.getFirst());
			boolean released = find(id).isEmpty();
			return new WebEndpointResponse<>(Map.of("id", id, "released", released));
		});
	}

	/**
	 * Starts a replay of all events that fit; at least one of the three must be given.
	 */
	@WriteOperation
	WebEndpointResponse<?> replayAll(@Nullable String channel, @Nullable String reason, @Nullable String provider) {
		HeldFilter filter = new HeldFilter(channel, reason, provider);
		return operation("replay-all", filter, () -> {
			if (filter.isEmpty()) {
				return error(400, "Say which: channel, reason or provider.");
			}
			this.replays.start(filter);
			return new WebEndpointResponse<>(Map.of("started", true), 202);
		});
	}

	/**
	 * Deletes one event for good.
	 * @param because why, for the log
	 */
	@DeleteOperation
	WebEndpointResponse<?> discard(@Selector String id, String because) {
		return operation("discard", id + " because " + because, () -> {
			if (!StringUtils.hasText(because)) {
				return error(400, "Say why: because must not be blank.");
			}
			if (find(id).isEmpty()) {
				return notFound();
			}
			this.cypher.write("held/discard-held", "id", List.of(Map.of("id", id)));
			return new WebEndpointResponse<>(Map.of("id", id, "discarded", true));
		});
	}

	private WebEndpointResponse<?> operation(String name, Object what, Supplier<WebEndpointResponse<?>> operation) {
		this.operations.note(name, what);
		try {
			return operation.get();
		}
		catch (GraphUnavailableException | GraphBusyException ex) {
			return error(503, "The graph is not available now.");
		}
	}

	private List<GraphRecord> find(String id) {
		return this.cypher.read("held/show-held", Map.of("ids", List.of(id)));
	}

	private static WebEndpointResponse<?> notFound() {
		return error(404, "There is no such held event.");
	}

	private static WebEndpointResponse<?> error(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status);
	}

}
