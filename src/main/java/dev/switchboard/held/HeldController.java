package dev.switchboard.held;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelPeriods;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is held for the channels of a user. */
@RestController
@Tag(name = "Held events")
@RequestMapping("/api/held")
class HeldController {

	private static final int MOST = 200;

	private final CypherTemplate cypher;

	private final ChannelPeriods periods;

	HeldController(CypherTemplate cypher, ChannelPeriods periods) {
		this.cypher = cypher;
		this.periods = periods;
	}

	@GetMapping
	@Operation(summary = "What could not be stored (yet), the newest first",
			description = "The field next of a page is the parameter after of the page behind it.")
	Map<String, Object> list(@RequestParam(required = false) String channel,
			@RequestParam(required = false) String after, @RequestParam(defaultValue = "50") int limit,
			Principal user) {
		if (limit < 1 || limit > MOST) {
			throw ApiException.badRequest("limit must be between 1 and %d.".formatted(MOST));
		}
		HeldPosition before = (after != null) ? cursor(after) : HeldPosition.END;
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("periods", this.periods.of(user.getName()));
		parameters.put("channel", channel);
		parameters.put("beforeTime", before.time());
		parameters.put("beforeId", before.id());
		parameters.put("limit", limit);
		List<GraphRecord> items = this.cypher.read("held/list-own-held", parameters);
		Map<String, Object> page = new HashMap<>();
		page.put("items", items);
		page.put("next", (items.size() == limit) ? HeldPosition.of(items.getLast()).toString() : null);
		return page;
	}

	@GetMapping("/{id}")
	@Operation(summary = "One of them, with its payload")
	GraphRecord show(@PathVariable String id, Principal user) {
		return this.cypher.read("held/show-own-held", Map.of("periods", this.periods.of(user.getName()), "id", id))
			.stream()
			.findAny()
			.orElseThrow(() -> ApiException.notFound("There is no such held event."));
	}

	private static HeldPosition cursor(String after) {
		try {
			return HeldPosition.parse(after);
		}
		catch (IllegalArgumentException ex) {
			throw ApiException.badRequest("after must be the field next of the page before.");
		}
	}

}
