package dev.switchboard.connect;

import java.security.Principal;
import java.util.Map;

import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import dev.switchboard.channel.ChannelType;
import dev.switchboard.cypher.Endpoints;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connects Instagram accounts that have no Page. */
@RestController
@Tag(name = "Connecting")
@RequestMapping("/api/channels/instagram")
class InstagramController {

	private final Endpoints endpoints;

	private final ChannelController channels;

	private final OAuthState attempt;

	private final MetaDialogs dialogs;

	InstagramController(Endpoints endpoints, ChannelController channels, OAuthState attempt, MetaDialogs dialogs) {
		this.endpoints = endpoints;
		this.channels = channels;
		this.attempt = attempt;
		this.dialogs = dialogs;
	}

	@PostMapping("/authorize")
	@Operation(summary = "Begin a log-in at Instagram: where to send the browser")
	Map<String, String> authorize(HttpSession session) {
		return Map.of("url", this.dialogs.instagram(this.attempt.begin(session, ChannelType.instagram)));
	}

	@PostMapping("/connect")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect the account that has logged in",
			description = "With the code and the state that the browser brought back.")
	Map<String, Object> connect(@Valid @RequestBody MessengerController.CameBack cameBack, Principal user,
			HttpSession session) {
		this.attempt.end(session, ChannelType.instagram, cameBack.state());
		return connect(new InstagramConnectRequest(user.getName(), cameBack.code(), this.dialogs.redirectUri(), null),
				user);
	}

	@PostMapping("/connect-with-token")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect an account with an access token of an Instagram log-in",
			description = "For development, or when all accounts are your own. The same is checked.")
	Map<String, Object> connectWithToken(@Valid @RequestBody AccountToken pasted, Principal user) {
		return connect(new InstagramConnectRequest(user.getName(), null, null, pasted.token().strip()), user);
	}

	private Map<String, Object> connect(InstagramConnectRequest request, Principal user) {
		return this.channels.show(this.endpoints.request("direct:channels/connect-instagram", request, String.class),
				user);
	}

	/** A token. */
	record AccountToken(@NotBlank @Size(max = 2000) String token) {

		@Override
		public String toString() {
			return "a token";
		}

	}

}
