package dev.switchboard.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers every address of the dashboard with its one page, which finds out by itself
 * what to show there.
 */
@RestController
@Hidden
class DashboardController {

	/** Where the build puts the page and what it loads. */
	static final String FOLDER = "dashboard/";

	private static final String NONCE = "__STYLE_NONCE__";

	private static final int NONCE_BYTES = 16;

	private final BytesKeyGenerator nonces = KeyGenerators.secureRandom(NONCE_BYTES);

	private final ContentPolicy policy;

	private final String page;

	private final boolean built;

	DashboardController(ContentPolicy policy) throws IOException {
		Resource index = new ClassPathResource(FOLDER + "index.html");
		this.policy = policy;
		this.built = index.exists();
		this.page = (this.built ? index : new ClassPathResource("dev/switchboard/dashboard/not-built.html"))
			.getContentAsString(StandardCharsets.UTF_8);
	}

	@GetMapping({ "/", "/login", "/signup", "/inbox", "/inbox/{id}", "/channels", "/held", "/account", "/connected" })
	ResponseEntity<String> page() {
		String nonce = Base64.getEncoder().encodeToString(this.nonces.generateKey());
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.cacheControl(CacheControl.noStore())
			.header("Content-Security-Policy", this.policy.of(nonce))
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "same-origin")
			.body(this.built ? this.page.replace(NONCE, nonce) : this.page);
	}

	/** Browsers ask for this whatever the page says. */
	@GetMapping("/favicon.ico")
	ResponseEntity<Void> icon() {
		return ResponseEntity.status(301).header(HttpHeaders.LOCATION, "/favicon.svg").build();
	}

}
