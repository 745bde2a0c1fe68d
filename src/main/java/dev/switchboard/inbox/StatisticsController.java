package dev.switchboard.inbox;

import java.security.Principal;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened in the inbox of a user. */
@RestController
@Tag(name = "Statistics")
class StatisticsController {

	private final StatisticsCounts counts;

	StatisticsController(StatisticsCounts counts) {
		this.counts = counts;
	}

	@GetMapping("/api/statistics")
	@Operation(summary = "What came in, went out, failed and waits",
			description = "Days are days in UTC. medianAnswerSeconds is the median time from a message of a person to the"
					+ " next one of the business, in the newest 500 conversations at most; unanswered is of now. The"
					+ " answer can be 30 seconds old, and what comes late for a day that is over is counted within 15"
					+ " minutes.")
	Statistics show(Principal user,
			@RequestParam(required = false) @Parameter(
					description = "First moment; 14 days that end with until when not given.") Instant from,
			@RequestParam(required = false) @Parameter(
					description = "First moment behind, now when not given; at most 92 days after from.") Instant until) {
		return this.counts.of(user.getName(), from, until);
	}

}
