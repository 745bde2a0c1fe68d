package dev.switchboard.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The files of the stand-in for Meta: Facebook's SDK for JavaScript, and its windows. */
@RestController
@Profile("demo")
@RequestMapping("/demo/meta")
class FakePages {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self';"
			+ " base-uri 'none'; frame-ancestors 'none'";

	private static final String SCRIPT = "text/javascript;charset=UTF-8";

	@GetMapping("/sdk.js")
	ResponseEntity<byte[]> sdk() {
		return answer(read("sdk.js"), SCRIPT);
	}

	@GetMapping("/dialog.js")
	ResponseEntity<byte[]> script() {
		return answer(read("dialog.js"), SCRIPT);
	}

	@GetMapping("/dialog.css")
	ResponseEntity<byte[]> style() {
		return answer(read("dialog.css"), "text/css;charset=UTF-8");
	}

	/**
	 * A window.
	 * @param name name of the file
	 * @param texts what stands in it for names in braces
	 */
	static ResponseEntity<byte[]> page(String name, Map<String, String> texts) {
		String page = new String(read(name), StandardCharsets.UTF_8);
		for (Map.Entry<String, String> text : texts.entrySet()) {
			page = page.replace("{%s}".formatted(text.getKey()), HtmlUtils.htmlEscape(text.getValue()));
		}
		return answer(page.getBytes(StandardCharsets.UTF_8), "text/html;charset=UTF-8");
	}

	private static ResponseEntity<byte[]> answer(byte[] body, String type) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(type))
			.header("Content-Security-Policy", POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(body);
	}

	private static byte[] read(String name) {
		try {
			return new ClassPathResource("demo/meta/" + name).getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
