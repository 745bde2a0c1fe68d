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
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.TokenCipher;
import dev.switchboard.cypher.Endpoints;
import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Connects Facebook Pages, and the Instagram accounts that are linked to them. */
@RestController
@Tag(name = "Connecting")
@RequestMapping("/api/channels/messenger")
class MessengerController {

	/** Session attribute: the token of the log-in, encrypted. */
	private static final String TOKEN = "facebookToken";

	private final Endpoints endpoints;

	private final ChannelController channels;

	private final OAuthState attempt;

	private final MetaDialogs dialogs;

	private final TokenCipher cipher;

	MessengerController(Endpoints endpoints, ChannelController channels, OAuthState attempt, MetaDialogs dialogs,
			TokenCipher cipher) {
		this.endpoints = endpoints;
		this.channels = channels;
		this.attempt = attempt;
		this.dialogs = dialogs;
		this.cipher = cipher;
	}

	@PostMapping("/authorize")
	@Operation(summary = "Begin a log-in at Facebook: where to send the browser")
	Map<String, String> authorize(HttpSession session) {
		return Map.of("url", this.dialogs.facebook(this.attempt.begin(session, ChannelType.messenger)));
	}

	@PostMapping("/pages")
	@Operation(summary = "The Pages of the person who has logged in at Facebook",
			description = "With the code and the state that the browser brought back. The session remembers the log-in.")
	List<?> pages(@Valid @RequestBody CameBack cameBack, Principal user, HttpSession session) {
		this.attempt.end(session, ChannelType.messenger, cameBack.state());
		Pages pages = this.endpoints.request("direct:channels/list-pages",
				new FacebookAuthorization(user.getName(), cameBack.code(), this.dialogs.redirectUri(), null),
				Pages.class);
		session.setAttribute(TOKEN, this.cipher.encrypt(user.getName(), pages.token()));
		return pages.pages();
	}

	@PostMapping("/pages-with-token")
	@Operation(summary = "The Pages of the person whose access token this is",
			description = "For development, or when all accounts are your own. The token is not kept: send it again to"
					+ " /connect-with-token.")
	List<?> pagesWithToken(@Valid @RequestBody PastedForPages pasted, Principal user) {
		return this.endpoints
			.request("direct:channels/list-pages",
					new FacebookAuthorization(user.getName(), null, null, pasted.token().strip()), Pages.class)
			.pages();
	}

	@PostMapping("/connect")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect one of the Pages, and its Instagram account if wanted")
	List<GraphRecord> connect(@Valid @RequestBody Chosen chosen, Principal user, HttpSession session) {
		String token = (String) session.getAttribute(TOKEN);
		if (token == null) {
			throw ApiException.unusable("Log in at Facebook first.");
		}
		return connect(new PageConnectRequest(user.getName(), this.cipher.decrypt(user.getName(), token),
				chosen.pageId(), chosen.withInstagram()), user);
	}

	@PostMapping("/connect-with-token")
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Connect a Page with an access token",
			description = "For development, or when all accounts are your own. The same is checked.")
	List<GraphRecord> connectWithToken(@Valid @RequestBody PageToken pasted, Principal user) {
		return connect(
				new PageConnectRequest(user.getName(), pasted.token().strip(), pasted.pageId(), pasted.withInstagram()),
				user);
	}

	@SuppressWarnings("unchecked")
	private List<GraphRecord> connect(PageConnectRequest request, Principal user) {
		List<String> keys = this.endpoints.request("direct:channels/connect-page", request, List.class);
		return keys.stream().map((key) -> this.channels.show(key, user)).toList();
	}

	/** What the browser brought back from Meta. */
	record CameBack(@NotBlank @Size(max = 2000) String code, @NotBlank @Size(max = 200) String state) {

		@Override
		public String toString() {
			return "a log-in that came back";
		}

	}

	/** The Page that is wanted. */
	record Chosen(@NotNull @Pattern(regexp = MetaId.PATTERN) String pageId, boolean withInstagram) {
	}

	/** A token of a person. */
	record PastedForPages(@NotBlank @Size(max = 2000) String token) {

		@Override
		public String toString() {
			return "a token of a person";
		}

	}

	/** A token, and what it is for. */
	record PageToken(@NotBlank @Size(max = 2000) String token, @NotNull @Pattern(regexp = MetaId.PATTERN) String pageId,
			boolean withInstagram) {

		@Override
		public String toString() {
			return "a token for page " + this.pageId;
		}

	}

}
