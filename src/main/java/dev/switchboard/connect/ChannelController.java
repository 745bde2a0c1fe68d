package dev.switchboard.connect;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.Channels;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.Endpoints;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The channels of a user. */
@RestController
@Tag(name = "Channels")
@RequestMapping("/api/channels")
class ChannelController {

	private final CypherTemplate cypher;

	private final Endpoints endpoints;

	ChannelController(CypherTemplate cypher, Endpoints endpoints) {
		this.cypher = cypher;
		this.endpoints = endpoints;
	}

	@GetMapping
	@Operation(summary = "The channels that are connected, and those that were")
	List<GraphRecord> list(Principal user) {
		return read(user, null);
	}

	@GetMapping("/{key}")
	@Operation(summary = "One channel")
	GraphRecord show(@PathVariable String key, Principal user) {
		return read(user, key).stream().findAny().orElseThrow(() -> ApiException.notFound("You have no such channel."));
	}

	@DeleteMapping("/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Disconnect a channel",
			description = "What came in on it stays. Connecting it again goes on with it.")
	void disconnect(@PathVariable String key, Principal user) {
		if (!this.endpoints.request("direct:channels/disconnect-channel", Map.of("userId", user.getName(), "key", key),
				Boolean.class)) {
			throw ApiException.notFound("You have no such channel.");
		}
	}

	private List<GraphRecord> read(Principal user, String key) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("userId", user.getName());
		parameters.put("key", key);
		return this.cypher.read("channels/list-channels", parameters);
	}

}
