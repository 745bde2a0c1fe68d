package dev.switchboard.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.ApiClient;
import dev.switchboard.FreePorts;
import dev.switchboard.Graph;
import dev.switchboard.Neo4jTest;
import dev.switchboard.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

import static dev.switchboard.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Channels are connected at the stand-in for Meta, by HTTP, as a browser does it. */
@Neo4jTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "management.server.port=0", "switchboard.spool.directory=target/spool/${random.uuid}",
				"switchboard.accounts.breach-list=", "switchboard.encryption.keys=" + Platform.ENCRYPTION_KEY,
				"switchboard.accounts.attempts-per-address=1000", "switchboard.demo.welcome=200ms",
				"switchboard.graph-api.retry-delay=10", "switchboard.held.sweep-period=200ms" })
@ActiveProfiles("demo")
@Import({ Graph.class, ApiClient.class })
@DirtiesContext
class FakeMetaIT {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'";

	private static final Pattern DATA = Pattern.compile("data-event=\"([^\"]*)\" data-code=\"([^\"]*)\"");

	private final HttpClient browser = HttpClient.newHttpClient();

	private static final int PORT = FreePorts.next();

	@Autowired
	private ApiClient api;

	@Autowired
	private Graph graph;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry properties) {
		properties.add("server.port", () -> PORT);
	}

	@Test
	void everyWayToConnectIsOffered() {
		JsonNode settings = json(this.api.signUp("carol").get("/api/connect/settings"));

		assertThat(settings.get("demo").asBoolean()).isTrue();
		for (String platform : List.of("whatsapp", "messenger", "instagram")) {
			assertThat(settings.get(platform).get("available").asBoolean()).as(platform).isTrue();
		}
		String sdk = settings.get("whatsapp").get("sdkUrl").asText();
		assertThat(sdk).endsWith("/demo/meta/sdk.js").startsWith("http://localhost:");
		HttpResponse<String> script = send(HttpRequest.newBuilder(URI.create(sdk)).GET());
		assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
		assertThat(script.body()).contains("window.FB");
	}

	/**
	 * Somebody writes to each connected channel a moment later, and must not do so in the
	 * next test.
	 */
	@AfterEach
	void everybodyHasWritten() {
		AtomicLong before = new AtomicLong(-1);
		await().pollInterval(Duration.ofMillis(500)).until(() -> {
			long now = (long) this.graph.count("Message") + this.graph.count("HeldEvent");
			return before.getAndSet(now) == now;
		});
	}

	@Test
	void aNumberIsConnectedAndWhatWasWrittenBeforeIsAdopted() throws Exception {
		ApiClient.Session carol = this.api.signUp("carol");
		SignUp signUp = signUp(carol, "one");
		assertThat(signUp.event().get("type").asText()).isEqualTo("WA_EMBEDDED_SIGNUP");
		assertThat(signUp.event().get("event").asText()).isEqualTo("FINISH");
		assertThat(this.graph.count("HeldEvent")).isEqualTo(3);

		String number = signUp.event().at("/data/phone_number_id").asText();
		HttpResponse<String> connected = carol.post("/api/channels/whatsapp/connect", Map.of("code", signUp.code(),
				"businessAccountId", signUp.event().at("/data/waba_id").asText(), "phoneNumberId", number));

		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		assertThat(json(connected).get("key").asText()).isEqualTo("whatsapp:" + number);
		await().until(() -> this.graph.count("HeldEvent") == 0 && this.graph.count("Message") == 4);
		assertThat(
				carol
					.post("/api/channels/whatsapp/connect",
							Map.of("code", signUp.code(), "businessAccountId",
									signUp.event().at("/data/waba_id").asText(), "phoneNumberId", number))
					.statusCode())
			.as("a code works once")
			.isEqualTo(422);
		assertThat(carol.delete("/api/channels/whatsapp:" + number).statusCode()).isEqualTo(204);
	}

	@Test
	void severalNumbersAreConnectedWithOneSignUp() throws Exception {
		ApiClient.Session carol = this.api.signUp("carol");
		SignUp signUp = signUp(carol, "several");

		JsonNode numbers = json(carol.post("/api/channels/whatsapp/numbers", Map.of("code", signUp.code())))
			.get("numbers");

		assertThat(numbers).hasSize(3);
		assertThat(numbers.findValues("registered")).extracting(JsonNode::asBoolean).containsExactly(true, true, false);
		assertThat(numbers.findValuesAsText("displayPhoneNumber")).allMatch((digits) -> digits.matches("\\d+"));
		assertThat(connect(carol, numbers.get(0), null).statusCode()).isEqualTo(201);
		assertThat(connect(carol, numbers.get(2), null).statusCode()).isEqualTo(422);
		HttpResponse<String> wrongPin = connect(carol, numbers.get(2), "000000");
		assertThat(json(wrongPin).get("detail").asText()).startsWith("Meta says the PIN is wrong");
		assertThat(connect(carol, numbers.get(2), "123456").statusCode()).isEqualTo(201);
		assertThat(this.graph.count("Channel")).isEqualTo(2);
	}

	@Test
	void whoCancelsOrIsRefusedIsToldAsMetaTellsIt() throws Exception {
		ApiClient.Session carol = this.api.signUp("carol");

		SignUp cancelled = signUp(carol, "cancel");
		assertThat(cancelled.event().get("event").asText()).isEqualTo("CANCEL");
		assertThat(cancelled.event().at("/data/current_step").asText()).isNotEmpty();
		assertThat(cancelled.code()).isEmpty();
		SignUp refused = signUp(carol, "refuse");
		assertThat(refused.event().get("event").asText()).isEqualTo("ERROR");
		assertThat(refused.event().at("/data/error_message").asText()).isNotEmpty();

		URI back = dialog(carol, "messenger", "cancel");
		assertThat(back.getPath()).isEqualTo("/connected");
		assertThat(back.getQuery()).contains("error=access_denied", "error_reason=user_denied", "state=messenger.");
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@Test
	void aPageIsConnectedWithItsInstagramAccount() {
		ApiClient.Session carol = this.api.signUp("carol");
		Map<String, String> cameBack = cameBack(dialog(carol, "messenger", "allow"));
		assertThat(this.graph.count("HeldEvent")).isEqualTo(6);

		JsonNode pages = json(carol.post("/api/channels/messenger/pages", cameBack));

		assertThat(pages.findValues("connectable")).extracting(JsonNode::asBoolean).containsExactly(true, false);
		HttpResponse<String> connected = carol.post("/api/channels/messenger/connect",
				Map.of("pageId", pages.get(0).get("id").asText(), "withInstagram", true));
		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		assertThat(json(connected)).hasSize(2);
		await().until(() -> this.graph.count("HeldEvent") == 0 && this.graph.count("Message") == 8);
		HttpResponse<String> refused = carol.post("/api/channels/messenger/connect",
				Map.of("pageId", pages.get(1).get("id").asText()));
		assertThat(refused.statusCode()).isEqualTo(422);
	}

	@Test
	void anInstagramAccountIsConnected() {
		ApiClient.Session carol = this.api.signUp("carol");
		Map<String, String> cameBack = cameBack(dialog(carol, "instagram", "allow"));

		HttpResponse<String> connected = carol.post("/api/channels/instagram/connect", cameBack);

		assertThat(connected.statusCode()).as(connected.body()).isEqualTo(201);
		await().until(() -> this.graph.count("HeldEvent") == 0 && this.graph.count("Message") == 4);
		assertThat(this.graph.query("MATCH (c:Channel)-[:ACCESSED_WITH]->(t) WHERE t.expiresAt IS NOT NULL RETURN c"))
			.hasSize(1);
	}

	@Test
	void itSendsNobodyElsewhereAndTakesNoTokenThatItHasNotGiven() {
		ApiClient.Session carol = this.api.signUp("carol");
		String url = json(carol.post("/api/channels/messenger/authorize", null)).get("url").asText();

		assertThat(choose(url.replaceAll("redirect_uri=[^&]*", "redirect_uri=https%3A%2F%2Fevil.example"), "allow")
			.statusCode()).isEqualTo(400);
		assertThat(carol.post("/api/channels/whatsapp/numbers", Map.of("token", "EAADEMOnonsense.0")).statusCode())
			.isEqualTo(422);
		assertThat(carol.post("/api/channels/whatsapp/numbers", Map.of("code", "AQDEMOnonsense.0")).statusCode())
			.isEqualTo(422);
	}

	private SignUp signUp(ApiClient.Session user, String choice) throws Exception {
		String sdk = json(user.get("/api/connect/settings")).at("/whatsapp/sdkUrl").asText();
		HttpResponse<String> page = choose(sdk.replace("/sdk.js", "/dialog/whatsapp?config_id=1"), choice);
		Matcher data = DATA.matcher(page.body());
		assertThat(data.find()).as(page.body()).isTrue();
		return new SignUp(new ObjectMapper().readTree(HtmlUtils.htmlUnescape(data.group(1))), data.group(2));
	}

	private URI dialog(ApiClient.Session user, String type, String choice) {
		String url = json(user.post("/api/channels/%s/authorize".formatted(type), null)).get("url").asText();
		HttpResponse<String> answer = choose(url, choice);
		assertThat(answer.statusCode()).isEqualTo(302);
		return URI.create(answer.headers().firstValue("Location").orElseThrow());
	}

	private static Map<String, String> cameBack(URI there) {
		Map<String, String> query = UriComponentsBuilder.fromUri(there).build().getQueryParams().toSingleValueMap();
		return Map.of("code", query.get("code"), "state", query.get("state"));
	}

	private static HttpResponse<String> connect(ApiClient.Session user, JsonNode number, String pin) {
		Map<String, String> body = new HashMap<>(Map.of("businessAccountId", number.get("businessAccountId").asText(),
				"phoneNumberId", number.get("phoneNumberId").asText()));
		if (pin != null) {
			body.put("pin", pin);
		}
		return user.post("/api/channels/whatsapp/connect", body);
	}

	/** What somebody sees and clicks in a window of the stand-in. */
	private HttpResponse<String> choose(String url, String choice) {
		HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(url)).GET());
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith(POLICY);
		assertThat(page.body()).contains("Stand-in for Meta, for this demonstration", "value=\"%s\"".formatted(choice))
			.doesNotContain("<script>", "style=");
		return send(HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("choice=" + URLEncoder.encode(choice, StandardCharsets.UTF_8))));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record SignUp(JsonNode event, String code) {
	}

}
