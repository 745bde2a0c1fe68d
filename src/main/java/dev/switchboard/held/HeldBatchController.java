package dev.switchboard.held;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Replays and deletes what is held for a user, page by page, so that a client shows how
 * far it has come, and no copy needs to remember anything.
 */
@RestController
@Tag(name = "Held events")
@RequestMapping("/api/held")
class HeldBatchController {

	private final OwnHeld held;

	private final OwnReplays replays;

	private final CypherTemplate cypher;

	private final HeldOperations operations;

	HeldBatchController(OwnHeld held, OwnReplays replays, CypherTemplate cypher, HeldOperations operations) {
		this.held = held;
		this.replays = replays;
		this.cypher = cypher;
		this.operations = operations;
	}

	@PostMapping("/replay")
	@Operation(summary = "Try to store a page of held events again, the oldest first",
			description = "Answers when all of the page were tried. The field next is what to give as after for the page"
					+ " behind it, and null at the end.")
	Replayed replay(@RequestBody Batch batch, Principal user) {
		List<GraphRecord> page = page("own-replay-page", batch, user);
		long again = this.replays.page(page).stream().map((one) -> one.text("id")).distinct().count();
		return new Replayed(page.size(), page.size() - again, again, batch.next(page));
	}

	@PostMapping("/discard")
	@Operation(summary = "Delete a page of held events for good, the oldest first",
			description = "The field next is what to give as after for the page behind it, and null at the end.")
	Discarded discard(@RequestBody Batch batch, Principal user) {
		List<GraphRecord> page = page("own-discard-page", batch, user);
		if (!page.isEmpty()) {
			this.cypher.write("held/discard-held", "id",
					page.stream().map((one) -> Map.of("id", one.get("id"))).toList());
		}
		return new Discarded(page.size(), batch.next(page));
	}

	private List<GraphRecord> page(String operation, Batch batch, Principal user) {
		HeldPosition after = HeldController.position(batch.after(), HeldPosition.BEGINNING);
		int most = batch.most();
		this.operations.note(operation, "%s of user %s".formatted(batch.filter(), user.getName()));
		return this.held.oldest(user.getName(), batch.filter(), after, most);
	}

	/**
	 * Which page. All fields can be absent.
	 *
	 * @param channel only those held for this channel
	 * @param reason only those with this reason, or with this before its colon
	 * @param from only those that came in then or later
	 * @param until only those that came in before
	 * @param after the field {@code next} of the page before
	 * @param limit most events, 50 when not given
	 */
	record Batch(String channel, String reason, Instant from, Instant until, String after, Integer limit) {

		OwnHeldFilter filter() {
			return new OwnHeldFilter(this.channel, this.reason, this.from, this.until);
		}

		int most() {
			return HeldController.limit((this.limit != null) ? this.limit : HeldController.FEW);
		}

		String next(List<GraphRecord> page) {
			return HeldPosition.next(page, most());
		}

	}

	/**
	 * What became of a page.
	 *
	 * @param replayed how many were tried
	 * @param stored how many of them are stored now
	 * @param heldAgain how many are held still
	 * @param next where the next page begins; null at the end
	 */
	record Replayed(long replayed, long stored, long heldAgain, String next) {
	}

	/**
	 * What became of a page.
	 *
	 * @param discarded how many were deleted
	 * @param next where the next page begins; null at the end
	 */
	record Discarded(long discarded, String next) {
	}

}
