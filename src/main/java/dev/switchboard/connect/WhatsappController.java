package dev.switchboard.connect;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.Endpoints;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connects WhatsApp numbers. */
@RestController
@Tag(name = "Connecting")
@RequestMapping("/api/channels/whatsapp")
class WhatsappController {

	private final Endpoints endpoints;

	private final ChannelController channels;

	private final SignupToken signups;

	WhatsappController(Endpoints endpoints, ChannelController channels, SignupToken signups) {
		this.endpoints = endpoints;
		this.channels = channels;
		this.signups = signups;
	}

	@PostMapping("/numbers")
	@Operation(summary = "The numbers that can be connected",
			description = "With the code that Embedded Signup returned, or with an access token. A code works once: what"
					+ " it gives can be used in the session for ten minutes, by /connect without a code. A token is not"
					+ " kept: send it again to /connect-with-token.")
	Listed numbers(@Valid @RequestBody Wanted wanted, Principal user, HttpSession session) {
		if ((wanted.code() == null) == (wanted.token() == null)) {
			throw ApiException.badRequest("Send either a code or a token.");
		}
		String token = (wanted.token() != null) ? wanted.token().strip() : null;
		Numbers numbers = this.endpoints.request("direct:channels/list-numbers",
				new NumbersRequest(user.getName(), wanted.code(), token, wanted.businessAccountId()), Numbers.class);
		if (wanted.code() != null) {
			this.signups.keep(session, user.getName(), numbers.token());
		}
		return new Listed(numbers.numbers());
	}

	@PostMapping("/connect")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect a number with what Embedded Signup returned",
			description = "Without a code: one of the numbers that /numbers has listed in this session within the last"
					+ " ten minutes.")
	Map<String, Object> connect(@Valid @RequestBody SignedUp signedUp, Principal user, HttpSession session) {
		String kept = (signedUp.code() == null) ? this.signups.kept(session, user.getName()) : null;
		return connect(new WhatsappConnectRequest(user.getName(), signedUp.code(), kept, signedUp.businessAccountId(),
				signedUp.phoneNumberId(), signedUp.pin()), user);
	}

	@PostMapping("/connect-with-token")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect a number with an access token",
			description = "For development, or when all accounts are your own. The same is checked.")
	Map<String, Object> connectWithToken(@Valid @RequestBody NumberToken pasted, Principal user) {
		return connect(new WhatsappConnectRequest(user.getName(), null, pasted.token().strip(),
				pasted.businessAccountId(), pasted.phoneNumberId(), pasted.pin()), user);
	}

	private Map<String, Object> connect(WhatsappConnectRequest number, Principal user) {
		return this.channels.show(this.endpoints.request("direct:channels/connect-whatsapp", number, String.class),
				user);
	}

	/** Whose numbers are wanted. */
	record Wanted(@Size(min = 1, max = 2000) String code, @Size(min = 1, max = 2000) String token,
			@Pattern(regexp = MetaId.PATTERN) String businessAccountId) {

		@Override
		public String toString() {
			return "a request for numbers";
		}

	}

	/**
	 * What can be connected.
	 *
	 * @param numbers the numbers of all business accounts
	 */
	record Listed(List<Numbers.Number> numbers) {
	}

	/** What Embedded Signup returned; without a code, what the session has kept of it. */
	record SignedUp(@Size(min = 1, max = 2000) String code,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String businessAccountId,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String phoneNumberId,
			@Pattern(regexp = "\\d{6}", message = "must be six digits") String pin) {

		@Override
		public String toString() {
			return "a sign-up for number " + this.phoneNumberId;
		}

	}

	/** A token, and what it is for. */
	record NumberToken(@NotBlank @Size(max = 2000) String token,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String businessAccountId,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String phoneNumberId,
			@Pattern(regexp = "\\d{6}", message = "must be six digits") String pin) {

		@Override
		public String toString() {
			return "a token for number " + this.phoneNumberId;
		}

	}

}
