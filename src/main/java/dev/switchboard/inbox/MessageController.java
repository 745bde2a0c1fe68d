package dev.switchboard.inbox;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

import dev.switchboard.api.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The messages of a user. */
@RestController
@Tag(name = "Messages")
@RequestMapping("/api/messages")
class MessageController {

	private final Messages messages;

	MessageController(Messages messages) {
		this.messages = messages;
	}

	@GetMapping
	@Operation(summary = "Messages, the newest first")
	Page<Message> list(Principal user, @RequestParam(defaultValue = "50") int limit,
			@RequestParam(required = false) String after, @RequestParam(required = false) String channel,
			@RequestParam(required = false) @Parameter(
					description = "Alone: it tells contact and channel.") String conversation,
			@RequestParam(required = false) String contact,
			@RequestParam(required = false) @Parameter(description = "Words that a message must have.") String q) {
		PageRequest page = PageRequest.of("messages", limit, after);
		Optional<SearchWords> words = Optional.ofNullable(q).map(SearchWords::of);
		List<String> parts = words.map(SearchWords::lowerCase).orElse(List.of());
		if (conversation != null) {
			if (contact != null || channel != null) {
				throw ApiException.badRequest("Give a conversation without contact and channel: it has one of each.");
			}
			ConversationId id = ConversationId.parse(conversation)
				.orElseThrow(() -> ApiException.badRequest("conversation must be the id of a conversation."));
			return this.messages.with(user.getName(), page, id.contact(), id.channel(), parts);
		}
		if (contact != null) {
			return this.messages.with(user.getName(), page, contact, channel, parts);
		}
		return words.map((some) -> this.messages.search(user.getName(), page, channel, some))
			.orElseGet(() -> this.messages.list(user.getName(), page, channel));
	}

	@GetMapping("/{id}/delivery")
	@Operation(summary = "Where a message came from",
			description = "When it came, by which app, what the platform sent, and what of it is still held.")
	MessageDelivery delivery(Principal user, @PathVariable String id) {
		return PublicId.messageKey(user.getName(), id)
			.flatMap((key) -> this.messages.delivery(user.getName(), key))
			.orElseThrow(() -> ApiException.notFound("There is no such message."));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One message")
	Message show(Principal user, @PathVariable String id) {
		return PublicId.messageKey(user.getName(), id)
			.map((key) -> this.messages.show(user.getName(), List.of(key)).get(key))
			.orElseThrow(() -> ApiException.notFound("There is no such message."));
	}

}
