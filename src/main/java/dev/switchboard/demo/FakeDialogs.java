package dev.switchboard.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.demo.Grant.Kind;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The windows in which people log in at the stand-in for Meta. It sends the browser back
 * to the configured address only.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/whatsapp/embedded-signup/implementation">Embedded
 * Signup</a>
 */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta")
class FakeDialogs {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final FakeTokens tokens;

	private final Visitors visitors;

	private final String redirectUri;

	FakeDialogs(FakeTokens tokens, Visitors visitors,
			@Value("${switchboard.connect.redirect-uri}") String redirectUri) {
		this.tokens = tokens;
		this.visitors = visitors;
		this.redirectUri = redirectUri;
	}

	@GetMapping("/dialog/whatsapp")
	ResponseEntity<byte[]> signUp() {
		return FakePages.page("whatsapp.html", Map.of());
	}

	@PostMapping("/dialog/whatsapp")
	ResponseEntity<byte[]> signedUp(@RequestParam String choice) {
		if (choice.equals("cancel")) {
			return done("CANCEL", Map.of("current_step", "PHONE_NUMBER_SETUP"), "");
		}
		if (choice.equals("refuse")) {
			return done("ERROR",
					Map.of("error_message", "Your business does not meet the requirements to use WhatsApp."), "");
		}
		List<String> ids = FakeAccounts.account(choice.equals("several") ? 3 : 1);
		ids.subList(1, ids.size())
			.forEach((number) -> this.visitors.writeTo(Visitors.whatsapp(ids.getFirst(), number)));
		return done("FINISH",
				Map.of("phone_number_id", ids.get(1), "waba_id", ids.getFirst(), "business_id", FakeAccounts.person()),
				this.tokens.code(new Grant(Kind.whatsapp, FakeAccounts.person(), ids)));
	}

	private static ResponseEntity<byte[]> done(String event, Map<String, String> data, String code) {
		try {
			String message = JSON
				.writeValueAsString(Map.of("type", "WA_EMBEDDED_SIGNUP", "event", event, "version", "3", "data", data));
			return FakePages.page("done.html", Map.of("event", message, "code", code));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@GetMapping("/dialog/oauth")
	ResponseEntity<byte[]> facebook() {
		return FakePages.page("log-in.html", Map.of("platform", "Facebook", "what", "the Pages to share"));
	}

	@PostMapping("/dialog/oauth")
	ResponseEntity<Void> facebook(@RequestParam String choice, @RequestParam(name = "redirect_uri") String redirect,
			@RequestParam String state) {
		if (!choice.equals("allow")) {
			return back(redirect, "error=access_denied&error_code=200&error_description=Permissions+error"
					+ "&error_reason=user_denied", state, "_=_");
		}
		List<String> pages = FakeAccounts.pages();
		String page = pages.getFirst();
		this.visitors.writeTo(new Pages(ChannelType.messenger, page));
		this.visitors.writeTo(new Pages(ChannelType.instagram, FakeAccounts.instagram(page)));
		return back(redirect, "code=" + this.tokens.code(new Grant(Kind.person, FakeAccounts.person(), pages)), state,
				"_=_");
	}

	@GetMapping("/oauth/authorize")
	ResponseEntity<byte[]> instagram() {
		return FakePages.page("log-in.html", Map.of("platform", "Instagram", "what", "the account to share"));
	}

	@PostMapping("/oauth/authorize")
	ResponseEntity<Void> instagram(@RequestParam String choice, @RequestParam(name = "redirect_uri") String redirect,
			@RequestParam String state) {
		if (!choice.equals("allow")) {
			return back(redirect,
					"error=access_denied&error_reason=user_denied" + "&error_description=The+user+denied+your+request",
					state, "_");
		}
		String account = FakeAccounts.account();
		this.visitors.writeTo(new Pages(ChannelType.instagram, account));
		return back(redirect,
				"code=" + this.tokens.code(new Grant(Kind.instagram, FakeAccounts.person(), List.of(account))), state,
				"_");
	}

	private ResponseEntity<Void> back(String redirect, String query, String state, String fragment) {
		if (!redirect.equals(this.redirectUri)) {
			return ResponseEntity.badRequest().build();
		}
		URI there = UriComponentsBuilder.fromUriString(redirect)
			.query(query)
			.queryParam("state", "{state}")
			.fragment(fragment)
			.encode()
			.buildAndExpand(state)
			.toUri();
		return ResponseEntity.status(HttpStatus.FOUND).location(there).build();
	}

}
