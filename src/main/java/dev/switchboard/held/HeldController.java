package dev.switchboard.held;

import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.inbox.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is held for the channels of a user. */
@RestController
@Tag(name = "Held events")
@RequestMapping("/api/held")
class HeldController {

	static final int FEW = 50;

	private static final int MOST = 200;

	private final OwnHeld held;

	private final OwnReplays replays;

	private final CypherTemplate cypher;

	private final HeldOperations operations;

	HeldController(OwnHeld held, OwnReplays replays, CypherTemplate cypher, HeldOperations operations) {
		this.held = held;
		this.replays = replays;
		this.cypher = cypher;
		this.operations = operations;
	}

	@GetMapping
	@Operation(summary = "What could not be stored (yet), the newest first",
			description = "The field next of a page is the parameter after of the page behind it. A reason is the whole"
					+ " reason, or its part before the colon; from and until are times of receipt.")
	HeldPage list(@RequestParam(required = false) String channel, @RequestParam(required = false) String reason,
			@RequestParam(required = false) Instant from, @RequestParam(required = false) Instant until,
			@RequestParam(required = false) String after, @RequestParam(defaultValue = "50") int limit,
			Principal user) {
		List<GraphRecord> items = this.held.newest(user.getName(), new OwnHeldFilter(channel, reason, from, until),
				position(after, HeldPosition.END), limit(limit));
		return new HeldPage(items, HeldPosition.next(items, limit));
	}

	@GetMapping("/counts")
	@Operation(summary = "How much could not be stored (yet), by reason and channel",
			description = "A reason is the part before the colon; from and until are times of receipt.")
	HeldCounts counts(@RequestParam(required = false) String channel, @RequestParam(required = false) Instant from,
			@RequestParam(required = false) Instant until, Principal user) {
		return HeldCounts.of(this.held.counts(user.getName(), new OwnHeldFilter(channel, null, from, until)));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One of them, with its payload",
			description = "The field message is the id of the message that it becomes, if it becomes one.")
	Map<String, Object> show(@PathVariable String id, Principal user) {
		GraphRecord event = find(id, user);
		Map<String, Object> shown = new HashMap<>(event);
		shown.put("message", this.replays.messageOf(event).map(PublicId::of).orElse(null));
		return shown;
	}

	@PostMapping("/{id}/replay")
	@Operation(summary = "Try to store one of them again")
	Replayed replay(@PathVariable String id, Principal user) {
		GraphRecord event = find(id, user);
		this.operations.note("own-replay", "%s of user %s".formatted(id, user.getName()));
		Optional<String> message = this.replays.messageOf(event);
		Optional<String> reason = this.replays.one(event);
		return new Replayed(reason.isEmpty(),
				message.filter((key) -> this.replays.isStored(user.getName(), key)).map(PublicId::of).orElse(null),
				reason.orElse(null));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Delete one of them for good")
	void discard(@PathVariable String id, Principal user) {
		find(id, user);
		this.operations.note("own-discard", "%s of user %s".formatted(id, user.getName()));
		this.cypher.write("held/discard-held", "id", List.of(Map.of("id", id)));
	}

	private GraphRecord find(String id, Principal user) {
		return this.held.find(user.getName(), id)
			.orElseThrow(() -> ApiException.notFound("There is no such held event."));
	}

	/** The size of a page, if it can be one. */
	static int limit(int limit) {
		if (limit < 1 || limit > MOST) {
			throw ApiException.badRequest("limit must be between 1 and %d.".formatted(MOST));
		}
		return limit;
	}

	/** Where a page begins; at a place of our own when {@code after} is null. */
	static HeldPosition position(String after, HeldPosition first) {
		try {
			return (after != null) ? HeldPosition.parse(after) : first;
		}
		catch (IllegalArgumentException ex) {
			throw ApiException.badRequest("after must be the field next of the page before.");
		}
	}

	/**
	 * A page of held events.
	 *
	 * @param items in the list's order
	 * @param next what to give as {@code after} for the page behind this one; null when
	 * this is the last one
	 */
	record HeldPage(List<GraphRecord> items, String next) {
	}

	/**
	 * What became of a replayed event.
	 *
	 * @param stored whether nothing of it is held any more
	 * @param message id of its message, if that is stored
	 * @param reason why it is held still; null when it is stored
	 */
	record Replayed(boolean stored, String message, String reason) {
	}

}
