package dev.switchboard.inbox;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The conversations of a user. */
@RestController
@Tag(name = "Conversations")
@RequestMapping("/api/conversations")
class ConversationController {

	private static final String NO_SUCH = "There is no such conversation.";

	private final Reader reader;

	private final CypherTemplate cypher;

	ConversationController(Reader reader, CypherTemplate cypher) {
		this.reader = reader;
		this.cypher = cypher;
	}

	@GetMapping
	@Operation(summary = "Conversations, the one with the newest message first",
			description = "With unanswered=true: only those in which the person wrote last, ordered by that message.")
	Page<Conversation> list(Principal user, @RequestParam(defaultValue = "50") int limit,
			@RequestParam(required = false) String after, @RequestParam(required = false) String channel,
			@RequestParam(defaultValue = "false") boolean unanswered) {
		PageRequest page = PageRequest.of(unanswered ? "unanswered" : "conversations", limit, after);
		Map<String, Object> parameters = page.parameters(user.getName());
		parameters.put("channel", channel);
		String statement = unanswered ? "inbox/list-unanswered-conversations" : "inbox/list-conversations";
		return page.page(this.reader.read(statement, parameters),
				(keys) -> show(user, keys.stream().map(ConversationId::of).toList()));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One conversation")
	Conversation show(Principal user, @PathVariable String id) {
		return ConversationId.parse(id)
			.flatMap((wanted) -> show(user, List.of(wanted)).values().stream().findAny())
			.orElseThrow(() -> ApiException.notFound(NO_SUCH));
	}

	@PutMapping("/{id}/seen")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Say up to when a conversation was seen",
			description = "Messages that the person wrote later are unread. An earlier time than before makes messages"
					+ " unread again, null all of them. Reading a conversation does not change it.")
	void seen(Principal user, @PathVariable String id, @RequestBody SeenMark mark) {
		boolean marked = ConversationId.parse(id)
			.map((wanted) -> this.cypher.change("inbox/mark-seen", "contact", mark.row(user.getName(), wanted)))
			.orElse(false);
		if (!marked) {
			throw ApiException.notFound(NO_SUCH);
		}
	}

	private Map<String, Conversation> show(Principal user, List<ConversationId> wanted) {
		return this.reader.show("inbox/show-conversations",
				Map.of("userId", user.getName(), "wanted", wanted.stream().map(ConversationId::parameters).toList()),
				Conversation::of);
	}

}
