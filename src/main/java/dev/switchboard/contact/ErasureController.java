package dev.switchboard.contact;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelLookup;
import dev.switchboard.channel.ErasureDigests;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erases a contact when the user wants it. */
@RestController
@Tag(name = "Contacts")
class ErasureController {

	private final CypherTemplate cypher;

	private final ChannelLookup lookup;

	private final ErasureDigests digests;

	ErasureController(CypherTemplate cypher, ChannelLookup lookup, ErasureDigests digests) {
		this.cypher = cypher;
		this.lookup = lookup;
		this.digests = digests;
	}

	@DeleteMapping("/api/contacts/{id}")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Erase a contact with all messages",
			description = "Within some minutes. A delivery that comes again does not bring anything back;"
					+ " what the person writes afterwards makes a new contact.")
	void erase(@PathVariable String id, Principal user) {
		Map<String, Object> contact = Map.of("userId", user.getName(), "id", id);
		List<GraphRecord> channels = this.cypher.read("contacts/find-contact-channels", contact);
		if (channels.isEmpty()) {
			throw ApiException.notFound("There is no such contact.");
		}
		// Without a key it is refused here, and not when it is too late.
		this.digests.of(id);
		if (!this.cypher.change("contacts/request-erasure", "id", contact)) {
			throw ApiException.notFound("There is no such contact.");
		}
		channels.forEach((channel) -> this.lookup.forget(channel.text("key")));
	}

}
