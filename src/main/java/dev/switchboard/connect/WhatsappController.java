package dev.switchboard.connect;

import java.security.Principal;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

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

	WhatsappController(Endpoints endpoints, ChannelController channels) {
		this.endpoints = endpoints;
		this.channels = channels;
	}

	@PostMapping("/connect")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect a number with what Embedded Signup returned")
	Map<String, Object> connect(@Valid @RequestBody SignedUp signedUp, Principal user) {
		return connect(new WhatsappConnectRequest(user.getName(), signedUp.code(), null, signedUp.businessAccountId(),
				signedUp.phoneNumberId(), signedUp.pin()), user);
	}

	@PostMapping("/connect-with-token")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect a number with an access token",
			description = "For development, or when all accounts are your own. The same is checked.")
	Map<String, Object> connectWithToken(@Valid @RequestBody Pasted pasted, Principal user) {
		return connect(new WhatsappConnectRequest(user.getName(), null, pasted.token().strip(),
				pasted.businessAccountId(), pasted.phoneNumberId(), pasted.pin()), user);
	}

	private Map<String, Object> connect(WhatsappConnectRequest number, Principal user) {
		return this.channels.show(this.endpoints.request("direct:channels/connect-whatsapp", number, String.class),
				user);
	}

	/** What Embedded Signup returned. */
	record SignedUp(@NotBlank @Size(max = 2000) String code,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String businessAccountId,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String phoneNumberId,
			@Pattern(regexp = "\\d{6}", message = "must be six digits") String pin) {

		@Override
		public String toString() {
			return "a sign-up for number " + this.phoneNumberId;
		}

	}

	/** A token, and what it is for. */
	record Pasted(@NotBlank @Size(max = 2000) String token,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String businessAccountId,
			@NotNull @Pattern(regexp = MetaId.PATTERN) String phoneNumberId,
			@Pattern(regexp = "\\d{6}", message = "must be six digits") String pin) {

		@Override
		public String toString() {
			return "a token for number " + this.phoneNumberId;
		}

	}

}
