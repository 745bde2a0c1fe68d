package dev.switchboard;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/** Uses the API as a browser or a program does. */
@TestComponent
public class ApiClient {

	public static final String PASSWORD = "correct horse battery staple";

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Environment environment;

	public ApiClient(Environment environment) {
		this.environment = environment;
	}

	/** Somebody who has not logged in. */
	public Session anonymous() {
		return new Session("");
	}

	/** A new account {@code <name>@example.com}, logged in. */
	public Session signUp(String name) {
		Session session = anonymous();
		HttpResponse<String> answer = session.post("/api/account",
				Map.of("email", email(name), "name", name, "password", PASSWORD));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		session.logIn(name);
		return session;
	}

	/** The account, logged in once more. */
	public Session logIn(String name) {
		Session session = anonymous();
		session.logIn(name);
		return session;
	}

	/** A program with a token. */
	public Session withToken(String token) {
		return new Session(token);
	}

	public static String email(String name) {
		return name + "@example.com";
	}

	public static JsonNode json(HttpResponse<String> answer) {
		try {
			return JSON.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(answer.body(), ex);
		}
	}

	/** What one browser, or one program, does. */
	public final class Session {

		private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

		private final HttpClient http = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.cookieHandler(this.cookies)
			.build();

		private final Map<String, String> headers = new HashMap<>();

		private Session(String token) {
			if (!token.isEmpty()) {
				this.headers.put("Authorization", "Bearer " + token);
			}
		}

		public HttpResponse<String> get(String path) {
			return send(to(path).GET());
		}

		public HttpResponse<String> post(String path, Object body) {
			return send(csrf(json(to(path))).POST(publisher(body)));
		}

		public HttpResponse<String> put(String path, Object body) {
			return send(csrf(json(to(path))).PUT(publisher(body)));
		}

		public HttpResponse<String> delete(String path) {
			return send(csrf(to(path)).DELETE());
		}

		/** A request that is not what the API expects. */
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

		public HttpRequest.Builder to(String path) {
			HttpRequest.Builder request = HttpRequest
				.newBuilder(URI.create("http://127.0.0.1:%s%s"
					.formatted(ApiClient.this.environment.getRequiredProperty("local.server.port"), path)))
				.timeout(Duration.ofSeconds(60));
			this.headers.forEach(request::header);
			return request;
		}

		public String userId() {
			return ApiClient.json(get("/api/account")).get("id").asText();
		}

		public Optional<HttpCookie> cookie(String name) {
			return this.cookies.getCookieStore()
				.getCookies()
				.stream()
				.filter((cookie) -> cookie.getName().equals(name))
				.findAny();
		}

		public void setCookie(HttpCookie cookie) {
			this.cookies.getCookieStore().add(URI.create("http://127.0.0.1"), cookie);
		}

		private void logIn(String name) {
			HttpResponse<String> answer = post("/api/session", Map.of("email", email(name), "password", PASSWORD));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
		}

		private HttpRequest.Builder json(HttpRequest.Builder request) {
			return request.header("Content-Type", "application/json");
		}

		private HttpRequest.Builder csrf(HttpRequest.Builder request) {
			if (this.headers.containsKey("Authorization")) {
				return request;
			}
			JsonNode csrf = ApiClient.json(get("/api/csrf"));
			return request.header(csrf.get("headerName").asText(), csrf.get("token").asText());
		}

		private HttpRequest.BodyPublisher publisher(Object body) {
			try {
				return (body == null) ? HttpRequest.BodyPublishers.noBody()
						: HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
