package dev.switchboard.connect;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.meta.SignedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Meta calls when somebody who has connected a channel removes our app, or wants
 * Meta's data about them deleted.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback">
 * Data deletion request callback</a>
 */
@RestController
@RequestMapping("/meta")
class MetaCallbackController {

	private static final Logger logger = LoggerFactory.getLogger(MetaCallbackController.class);

	private static final String DELETION = "/data-deletion";

	private final SignedRequest signed;

	private final CypherTemplate cypher;

	private final MeterRegistry meters;

	MetaCallbackController(SignedRequest signed, CypherTemplate cypher, MeterRegistry meters) {
		this.signed = signed;
		this.cypher = cypher;
		this.meters = meters;
	}

	/** The access is gone, and only the owner of the channel can give it again. */
	@PostMapping(path = "/deauthorize", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	void deauthorize(@RequestParam("signed_request") String request) {
		this.cypher.write("channels/withdraw-access", "grantedBy", List.of(Map.of("grantedBy", person(request),
				"reason", "The app was removed from the Meta account. Connect the channel again.")));
		note("deauthorize");
	}

	/** Takes note of the request; the route {@code delete-granted} carries it out. */
	@PostMapping(path = DELETION, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	Map<String, String> delete(@RequestParam("signed_request") String request, HttpServletRequest http) {
		String code = UUID.randomUUID().toString();
		this.cypher.write("accounts/request-deletion", "code",
				List.of(Map.of("code", code, "grantedBy", person(request))));
		note("data-deletion");
		return Map.of("url", "%s/meta%s/%s".formatted(origin(http), DELETION, code), "confirmation_code", code);
	}

	/** What has become of it, for the person to read. */
	@GetMapping(path = DELETION + "/{code}", produces = MediaType.TEXT_PLAIN_VALUE)
	String status(@PathVariable String code) {
		return this.cypher.read("accounts/show-deletion", Map.of("code", code))
			.stream()
			.findAny()
			.map((found) -> (found.get("doneAt") != null)
					? "Your data was deleted on %s (UTC).".formatted(found.get("doneAt"))
					: "Your request of %s (UTC) is being carried out.".formatted(found.get("requestedAt")))
			.orElseThrow(() -> ApiException.notFound("There is no such request."));
	}

	private String person(String request) {
		return this.signed.person(request).orElseThrow(() -> {
			this.meters.counter("switchboard.refusals", "provider", "meta", "reason", "signed request").increment();
			return new ApiException(HttpStatus.FORBIDDEN, "This is not signed by Meta for an app of ours.");
		});
	}

	private void note(String what) {
		this.meters.counter("switchboard.meta.callbacks", "callback", what).increment();
		logger.info("Meta calls back: {}", what);
	}

	// Meta calls the address that stands in the app's settings, which is HTTPS.
	private static String origin(HttpServletRequest http) {
		String host = http.getHeader("Host");
		return (host.startsWith("localhost") || host.startsWith("127.0.0.1") ? "http://" : "https://") + host;
	}

}
