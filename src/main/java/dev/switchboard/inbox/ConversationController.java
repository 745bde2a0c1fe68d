package dev.switchboard.inbox;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The conversations of a user. */
@RestController
@Tag(name = "Conversations")
@RequestMapping("/api/conversations")
class ConversationController {

	private final Reader reader;

	ConversationController(Reader reader) {
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "Conversations, the one with the newest message first")
	Page<Conversation> list(Principal user, @RequestParam(defaultValue = "50") int limit,
			@RequestParam(required = false) String after, @RequestParam(required = false) String channel) {
		PageRequest page = PageRequest.of("conversations", limit, after);
		Map<String, Object> parameters = page.parameters(user.getName());
		parameters.put("channel", channel);
		return page.page(this.reader.read("inbox/list-conversations", parameters),
				(keys) -> show(user, keys.stream().map(ConversationId::of).toList()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One conversation")
	Conversation show(Principal user, @PathVariable String id) {
		return ConversationId.parse(id)
			.flatMap((wanted) -> show(user, List.of(wanted)).values().stream().findAny())
			.orElseThrow(() -> ApiException.notFound("There is no such conversation."));
	}

	private Map<String, Conversation> show(Principal user, List<ConversationId> wanted) {
		return this.reader.show("inbox/show-conversations",
				Map.of("userId", user.getName(), "wanted", wanted.stream().map(ConversationId::parameters).toList()),
				Conversation::of);
	}

}
