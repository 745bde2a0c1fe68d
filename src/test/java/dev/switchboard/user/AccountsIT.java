package dev.switchboard.user;

import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.BoltProxy;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static dev.switchboard.ApiClient.PASSWORD;
import static dev.switchboard.ApiClient.email;
import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Signing up, logging in, and everything that keeps others out. */
@SwitchboardTest
@DirtiesContext
@TestPropertySource(properties = "switchboard.accounts.attempts-per-account=80")
class AccountsIT {

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	@Autowired
	private Platform platform;

	@Test
	void whoSignsUpCanLogInAndOut() {
		ApiClient.Session bob = this.api.signUp("bob");

		JsonNode account = json(bob.get("/api/account"));
		assertThat(account.get("email").asText()).isEqualTo("bob@example.com");
		assertThat(bob.delete("/api/session").statusCode()).isEqualTo(204);
		assertProblem(bob.get("/api/account"), 401);
		assertThat(this.graph.count("Session")).isZero();
	}

	@Test
	void signingUpDoesNotTellWhetherThereIsAnAccount() {
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> again = this.api.anonymous()
			.post("/api/account",
					Map.of("email", "BOB@Example.com", "name", "Not Bob", "password", "another password of mine"));

		assertThat(again.statusCode()).isEqualTo(202);
		assertThat(again.body()).isEmpty();
		assertThat(this.graph.count("User")).isOne();
		assertThat(json(bob.get("/api/account")).get("name").asText()).isEqualTo("bob");
		assertThat(this.api.anonymous()
			.post("/api/session", Map.of("email", "bob@EXAMPLE.com", "password", PASSWORD))
			.statusCode()).isEqualTo(204);
	}

	@Test
	void aWrongPasswordAndAnUnknownAccountGetTheSameAnswer() {
		this.api.signUp("bob");

		HttpResponse<String> wrong = logIn("bob@example.com", "not the password at all");
		HttpResponse<String> unknown = logIn("nobody@example.com", "not the password at all");

		assertProblem(wrong, 401);
		assertThat(unknown.statusCode()).isEqualTo(401);
		assertThat(unknown.body()).isEqualTo(wrong.body());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bob@example.com | Bob | too short
			bob@example.com |     | long enough a password
			no address      | Bob | long enough a password
			bobby.the.shopkeeper@example.com | Bob | Bobby.The.Shopkeeper@example.com
			""")
	void whatCannotBeAnAccountIsRefusedWithAReason(String email, String name, String password) {
		HttpResponse<String> answer = this.api.anonymous()
			.post("/api/account", Map.of("email", email, "name", (name != null) ? name : "", "password", password));

		assertProblem(answer, 400);
		assertThat(answer.body()).doesNotContain(password);
		assertThat(this.graph.count("User")).isZero();
	}

	@Test
	void aPasswordMayBeLongAndIsNotCut() {
		String password = "pass phrase ".repeat(20);
		String other = password.substring(0, password.length() - 1) + "!";
		this.api.anonymous()
			.post("/api/account", Map.of("email", "bob@example.com", "name", "Bob", "password", password));

		assertThat(logIn("bob@example.com", other).statusCode()).isEqualTo(401);
		assertThat(logIn("bob@example.com", password).statusCode()).isEqualTo(204);
		assertProblem(logIn("bob@example.com", "x".repeat(10_000)), 400);
		assertProblem(logIn("bob@example.com", "x".repeat(1_000_000)), 413);
	}

	@Test
	void aSessionOutlivesWhateverTheServerRemembersAndItsIdIsNotInTheDatabase() {
		ApiClient.Session bob = this.api.signUp("bob");

		String id = bob.cookie("SESSION").orElseThrow().getValue();

		assertThat(this.graph.dump()).doesNotContain(id, PASSWORD);
		assertThat(this.graph.value("MATCH (s:Session)<-[:HAS_SESSION]-(u) RETURN u.email"))
			.isEqualTo("bob@example.com");
		assertThat(this.graph.value("MATCH (l:Login) RETURN l.password")).asString().startsWith("$argon2id$");
	}

	@Test
	void loggingInMakesANewSession() {
		ApiClient.Session bob = this.api.signUp("bob");
		HttpCookie before = bob.cookie("SESSION").orElseThrow();

		String token = json(bob.get("/api/csrf")).get("token").asText();

		bob.post("/api/session", Map.of("email", email("bob"), "password", PASSWORD));

		assertThat(bob.cookie("SESSION").orElseThrow().getValue()).isNotEqualTo(before.getValue());
		assertThat(json(bob.get("/api/csrf")).get("token").asText()).isNotEqualTo(token);
		ApiClient.Session thief = this.api.anonymous();
		thief.setCookie(before);
		assertProblem(thief.get("/api/account"), 401);
	}

	@Test
	void aSessionThatSomebodyMadeUpIsNone() {
		ApiClient.Session thief = this.api.anonymous();
		HttpCookie cookie = new HttpCookie("SESSION", "bWFkZS11cA");
		cookie.setPath("/api");
		thief.setCookie(cookie);

		assertProblem(thief.get("/api/account"), 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"@class\":\"java.util.HashMap\",\"x\":{\"@class\":\"no.such.Type\"}}",
			"{\"@class\":\"java.util.HashMap\",\"x\":{\"@class\":\"java.net.Socket\"}}" })
	void aSessionThatCannotBeReadIsNoneAndIsForgotten(String attributes) {
		ApiClient.Session bob = this.api.signUp("bob");
		this.graph.query("MATCH (s:Session) SET s.attributes = '%s'".formatted(attributes));

		assertProblem(bob.get("/api/account"), 401);

		assertThat(this.graph.count("Session")).isZero();
		assertThat(bob.post("/api/session", Map.of("email", email("bob"), "password", PASSWORD)).statusCode())
			.isEqualTo(204);
		assertThat(bob.get("/api/account").statusCode()).isEqualTo(200);
	}

	@Test
	void cookiesAreForBrowsersOnlyAndSecureUnlessForThisMachine() throws Exception {
		this.api.signUp("bob");
		ApiClient.Session local = this.api.anonymous();
		String body = "{\"email\":\"bob@example.com\",\"password\":\"%s\"}".formatted(PASSWORD);
		JsonNode csrf = json(local.get("/api/csrf"));

		HttpResponse<String> answer = local.send(local.to("/api/session")
			.header("Content-Type", "application/json")
			.header(csrf.get("headerName").asText(), csrf.get("token").asText())
			.POST(HttpRequest.BodyPublishers.ofString(body)));

		assertThat(answer.headers().allValues("Set-Cookie")).filteredOn((line) -> line.startsWith("SESSION="))
			.singleElement()
			.asString()
			.contains("HttpOnly", "SameSite=Lax", "Path=/api")
			.doesNotContain("Secure");
		assertThat(RawRequest.get(this.platform.port(), "/api/csrf", "shop.example.com"))
			.contains("Set-Cookie: XSRF-TOKEN=", "Secure");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/x-www-form-urlencoded" })
	void aChangeWithoutTheTokenOfThePageIsRefused(String contentType) {
		ApiClient.Session bob = this.api.signUp("bob");

		HttpResponse<String> answer = bob.send(bob.to("/api/tokens")
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"stolen\"}")));

		assertProblem(answer, 403);
		assertThat(this.graph.count("ApiToken")).isZero();
	}

	@Test
	void nobodyIsLoggedInByAPageOfSomebodyElse() {
		this.api.signUp("bob");
		ApiClient.Session victim = this.api.anonymous();

		HttpResponse<String> answer = victim.send(victim.to("/api/session")
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"email\":\"bob@example.com\",\"password\":\"%s\"}".formatted(PASSWORD))));

		assertProblem(answer, 403);
	}

	@Test
	void anotherPasswordEndsAllOtherSessions() {
		ApiClient.Session here = this.api.signUp("bob");
		ApiClient.Session there = this.api.logIn("bob");
		HttpCookie before = here.cookie("SESSION").orElseThrow();

		assertProblem(here.put("/api/account/password",
				Map.of("password", "not the password", "newPassword", "another password of mine")), 403);
		assertThat(here
			.put("/api/account/password", Map.of("password", PASSWORD, "newPassword", "another password of mine"))
			.statusCode()).isEqualTo(204);

		assertThat(here.get("/api/account").statusCode()).isEqualTo(200);
		assertThat(here.cookie("SESSION").orElseThrow().getValue()).isNotEqualTo(before.getValue());
		assertProblem(there.get("/api/account"), 401);
		assertThat(logIn("bob@example.com", PASSWORD).statusCode()).isEqualTo(401);
		assertThat(logIn("bob@example.com", "another password of mine").statusCode()).isEqualTo(204);
	}

	@Test
	void sessionsCanBeSeenAndEndedByWhomTheyAre() {
		ApiClient.Session here = this.api.signUp("bob");
		ApiClient.Session there = this.api.logIn("bob");
		ApiClient.Session alice = this.api.signUp("alice");
		JsonNode sessions = json(there.get("/api/sessions"));
		assertThat(sessions).hasSize(2);
		String other = sessions.findParents("current")
			.stream()
			.filter((session) -> !session.get("current").asBoolean())
			.findAny()
			.orElseThrow()
			.get("id")
			.asText();

		assertProblem(alice.delete("/api/sessions/" + other), 404);
		assertThat(here.get("/api/account").statusCode()).isEqualTo(200);
		assertThat(there.delete("/api/sessions/" + other).statusCode()).isEqualTo(204);

		assertProblem(here.get("/api/account"), 401);
		assertThat(there.get("/api/account").statusCode()).isEqualTo(200);
	}

	@Test
	void aSessionThatNobodyUsesEndsAndIsDeleted() {
		ApiClient.Session bob = this.api.signUp("bob");

		this.graph.query("MATCH (s:Session) SET s.expiresAt = datetime() - duration('PT1S')");

		assertProblem(bob.get("/api/account"), 401);
		await().until(() -> this.graph.count("Session") == 0);
	}

	@Test
	void aTokenActsForItsUserAndIsNotInTheDatabase() {
		ApiClient.Session bob = this.api.signUp("bob");
		JsonNode issued = json(bob.post("/api/tokens", Map.of("name", "importer")));
		String token = issued.get("token").asText();
		ApiClient.Session program = this.api.withToken(token);

		assertThat(token).startsWith("swb_");
		assertThat(json(program.get("/api/account")).get("email").asText()).isEqualTo("bob@example.com");
		assertThat(this.graph.dump()).doesNotContain(token);
		assertThat(bob.get("/api/tokens").body()).contains("importer").doesNotContain(token);
		assertProblem(program.get("/api/tokens"), 403);
		assertProblem(program.post("/api/tokens", Map.of("name", "more")), 403);
		assertProblem(program.post("/api/account/deletion", Map.of("password", PASSWORD)), 403);
		assertProblem(program.delete("/api/session"), 403);

		ApiClient.Session alice = this.api.signUp("alice");
		assertProblem(alice.delete("/api/tokens/" + issued.get("id").asText()), 404);
		assertThat(bob.delete("/api/tokens/" + issued.get("id").asText()).statusCode()).isEqualTo(204);
		assertProblem(program.get("/api/account"), 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "swb_madeup", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ.", "x" })
	void aTokenThatSomebodyMadeUpIsNone(String token) {
		this.api.signUp("bob");

		assertProblem(this.api.withToken(token).get("/api/account"), 401);
	}

	@Test
	void whoTriesTooOftenWaits() {
		this.api.signUp("victim");
		List<Integer> answers = IntStream.rangeClosed(1, 80)
			.mapToObj((attempt) -> logIn(email("victim"), "guess number " + attempt).statusCode())
			.toList();

		assertThat(answers).startsWith(401).endsWith(429);
		HttpResponse<String> throttled = logIn(email("victim"), PASSWORD);
		assertProblem(throttled, 429);
		assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void aDeletedAccountIsGoneWithAllThatItOwns() {
		ApiClient.Session bob = this.api.signUp("bob");
		ApiClient.Session alice = this.api.signUp("alice");
		this.graph.own(bob.userId(), "1001");
		this.graph.own(alice.userId(), "1002");
		this.platform.post(delivery("1001", text("wamid.A", "Hello Bob")));
		this.platform.post(delivery("1002", text("wamid.B", "Hello Alice")));
		// The copy that recorded what shows it to be somebody's died before it made a
		// contact.
		this.graph.query("""
				MATCH (i:Identity {userId: '%1$s'})
				CREATE (i)-[:SAME_AS {why: 'same-event'}]->(:Identity {key: '%1$s/bsuid/IN.77', userId: '%1$s'})
				CREATE (:Unfinished {identityKey: '%1$s/bsuid/IN.77', userId: '%1$s', notedAt: datetime()})"""
			.formatted(bob.userId()));

		assertProblem(bob.post("/api/account/deletion", Map.of("password", "not the password")), 403);
		assertThat(bob.post("/api/account/deletion", Map.of("password", PASSWORD)).statusCode()).isEqualTo(202);

		assertProblem(bob.get("/api/account"), 401);
		assertThat(logIn("bob@example.com", PASSWORD).statusCode()).isEqualTo(401);
		await().atMost(Duration.ofSeconds(30)).until(() -> this.graph.count("User") == 1);
		assertThat(this.graph.dump()).doesNotContain("Hello Bob", "1001", "bob@example.com").contains("Hello Alice");
		assertThat(this.graph.count("Contact")).isOne();
		assertThat(this.graph.count("Identity")).isOne();
		assertThat(this.graph.count("Unfinished")).isZero();
		assertThat(this.graph.count("Conversation")).isOne();
		assertThat(this.graph.count("Channel")).isOne();
	}

	@Test
	void withTheDatabaseAwayTheAnswerSaysSo(BoltProxy wire) throws Exception {
		ApiClient.Session bob = this.api.signUp("bob");
		wire.down();
		try {
			HttpResponse<String> answer = bob.get("/api/account");

			assertProblem(answer, 503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		}
		finally {
			wire.up();
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> bob.get("/api/account").statusCode() == 200);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api", "/api/", "/api/nothing", "/api/actuator", "/api/..%2fwebhooks", "/api/account;x=y" })
	void whatIsNotThereIsNotShownToAnybody(String path) {
		assertThat(this.api.anonymous().get(path).statusCode()).isIn(400, 401, 404);
	}

	@Test
	void theDescriptionNamesEveryPathAndThePageToTryItIsThere() {
		JsonNode description = json(this.api.anonymous().get("/api/openapi.json"));

		assertThat(description.get("paths").fieldNames()).toIterable()
			.contains("/api/account", "/api/session", "/api/sessions/{id}", "/api/tokens")
			.allMatch((path) -> path.startsWith("/api/"));
		assertThat(description.at("/paths/~1api~1session").fieldNames()).toIterable()
			.containsExactlyInAnyOrder("post", "delete");
		assertThat(description.at("/components/schemas").has("GraphRecord")).isFalse();
		HttpResponse<String> page = this.api.anonymous().get("/api/docs");
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(this.api.anonymous().get(page.headers().firstValue("Location").orElseThrow()).body())
			.contains("Swagger UI");
	}

	private HttpResponse<String> logIn(String email, String password) {
		return this.api.anonymous().post("/api/session", Map.of("email", email, "password", password));
	}

	static void assertProblem(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(json(answer).get("detail").asText()).isNotBlank();
	}

}
