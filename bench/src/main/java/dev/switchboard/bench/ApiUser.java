package dev.switchboard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Somebody who has signed up and logged in over HTTP. */
final class ApiUser implements AutoCloseable {

	static final String EMAIL = "bench@example.com";

	static final String PASSWORD = "correct horse battery staple";

	private static final String CREDENTIALS = """
			{"email":"%s","name":"Bench","password":"%s"}""".formatted(EMAIL, PASSWORD);

	private static final ObjectMapper JSON = new ObjectMapper();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(new CookieManager())
		.build();

	private final String address;

	private ApiUser(int port) {
		this.address = "http://127.0.0.1:" + port;
	}

	static ApiUser signUp(int port) {
		ApiUser user = new ApiUser(port);
		user.post("/api/account");
		user.post("/api/session");
		return user;
	}

	String id() {
		return get("/api/account").get("id").asText();
	}

	JsonNode get(String path) {
		return send(to(path).GET());
	}

	private void post(String path) {
		JsonNode csrf = get("/api/csrf");
		send(to(path).header(csrf.get("headerName").asText(), csrf.get("token").asText())
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(CREDENTIALS)));
	}

	private HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(URI.create(this.address + path)).timeout(Duration.ofSeconds(60));
	}

	private JsonNode send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> answer = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() / 100 != 2) {
				throw new IllegalStateException("%s is answered %d: %s".formatted(answer.uri().getPath(),
						answer.statusCode(), answer.body()));
			}
			return JSON.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The benchmark was interrupted.", ex);
		}
	}

	@Override
	public void close() {
		this.http.close();
	}

}
