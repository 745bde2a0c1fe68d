package dev.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/** Posts to the application as Meta does. */
@TestComponent
public class Platform {

	public static final String APP_SECRET = "app-secret-of-the-tests";

	public static final String VERIFY_TOKEN = "verify-token-of-the-tests";

	/** 32 bytes, as base64. */
	public static final String ENCRYPTION_KEY = "a2V5LW9mLXRoZS10ZXN0cy1rZXktb2YtdGhlLXRlc3Q=";

	public static final String PATH = "/webhooks/whatsapp";

	static {
		// Shorter than the server's, which closes a connection that has been idle for 20
		// s.
		System.setProperty("jdk.httpclient.keepalive.timeout", "10");
	}

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Environment environment;

	Platform(Environment environment) {
		this.environment = environment;
	}

	public int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

	/** Posts a delivery with its right signature. */
	public HttpResponse<String> post(String body) {
		return post(body.getBytes(StandardCharsets.UTF_8));
	}

	/** Posts a delivery with its right signature. */
	public HttpResponse<String> post(byte[] body) {
		return post(PATH, body);
	}

	/** Posts a delivery of one of the providers with its right signature. */
	public HttpResponse<String> post(String provider, String body) {
		return post(path(provider), body.getBytes(StandardCharsets.UTF_8));
	}

	/** Posts a delivery that an app has signed with this secret. */
	public HttpResponse<String> postSignedWith(String secret, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return send(request(PATH, bytes).header("X-Hub-Signature-256", sign(secret, bytes)));
	}

	private HttpResponse<String> post(String path, byte[] body) {
		return send(request(path, body).header("X-Hub-Signature-256", sign(body)));
	}

	/** The path of a provider's callback URL. */
	public static String path(String provider) {
		return "/webhooks/" + provider;
	}

	/** A delivery that can be given other headers; it has no signature yet. */
	public HttpRequest.Builder request(String pathAndQuery, byte[] body) {
		return to(pathAndQuery).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
	}

	public HttpRequest.Builder to(String pathAndQuery) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery))
			.timeout(Duration.ofSeconds(60));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Checks the answer to a delivery that is stored or held: a status and nothing else.
	 */
	public static void assertAccepted(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
	}

	public static String sign(byte[] body) {
		return sign(APP_SECRET, body);
	}

	/** The signature that an app with this secret gives. */
	public static String sign(String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A delivery of one change with these messages, sent by John to a number. */
	public static String delivery(String phoneNumberId, String... messages) {
		return """
				{"object":"whatsapp_business_account","entry":[%s]}""".formatted(entry(phoneNumberId, messages));
	}

	public static String entry(String phoneNumberId, String... messages) {
		return """
				{"id":"104","changes":[%s]}""".formatted(change(phoneNumberId, messages));
	}

	public static String change(String phoneNumberId, String... messages) {
		return """
				{"field":"messages","value":{"messaging_product":"whatsapp",\
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},\
				"contacts":[{"profile":{"name":"John"},"wa_id":"919900112233"}],"messages":[%s]}}"""
			.formatted(phoneNumberId, String.join(",", messages));
	}

	public static String text(String id, String body) {
		return text("919900112233", id, body);
	}

	public static String text(String from, String id, String body) {
		return """
				{"from":"%s","id":"%s","timestamp":"1760000000","type":"text","text":{"body":"%s"}}""".formatted(from,
				id, body);
	}

}
