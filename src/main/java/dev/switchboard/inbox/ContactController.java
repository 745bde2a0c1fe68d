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

/** The contacts of a user. */
@RestController
@Tag(name = "Contacts")
@RequestMapping("/api/contacts")
class ContactController {

	private final Reader reader;

	ContactController(Reader reader) {
		this.reader = reader;
	}

	@GetMapping
	@Operation(summary = "Contacts, the one with the newest message first",
			description = "With a channel: only contacts with messages on it, ordered by the newest of these.")
	Page<Contact> list(Principal user, @RequestParam(defaultValue = "50") int limit,
			@RequestParam(required = false) String after, @RequestParam(required = false) String channel) {
		PageRequest page = PageRequest.of((channel != null) ? "channel-contacts" : "contacts", limit, after);
		Map<String, Object> parameters = page.parameters(user.getName());
		parameters.put("channel", channel);
		String statement = (channel != null) ? "inbox/list-channel-contacts" : "inbox/list-contacts";
		return page.page(this.reader.read(statement, parameters), (keys) -> show(user, keys));
	}

	@GetMapping("/{id}")
	@Operation(summary = "One contact",
			description = "With conversations, evidence and marketing, which lists do not have.")
	Contact show(Principal user, @PathVariable String id) {
		Contact contact = show(user, List.of(id)).values()
			.stream()
			.findAny()
			.orElseThrow(() -> ApiException.notFound("There is no such contact."));
		return this.reader.read("inbox/show-contact", Map.of("userId", user.getName(), "id", id))
			.stream()
			.findAny()
			.map((details) -> contact.with(ContactDetails.of(details)))
			.orElse(contact);
	}

	private Map<String, Contact> show(Principal user, List<String> ids) {
		return this.reader.show("inbox/show-contacts", Map.of("userId", user.getName(), "ids", ids), Contact::of);
	}

}
