package dev.switchboard.user;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.ApiClient;
import dev.switchboard.FakeMeta;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.ApiClient.json;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static dev.switchboard.user.AccountsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nobody sees, changes or learns of what is another user's. Walks every path that the
 * description of the API names, so that a new one cannot be forgotten.
 */
@SwitchboardTest
class WallsIT {

	private static final String WORD = "xylophone";

	@Autowired
	private ApiClient api;

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	private final String number = Long.toString(System.nanoTime());

	private ApiClient.Session alice;

	private ApiClient.Session bob;

	/** What is Bob's, by the paths that name it. */
	private final Map<String, String> bobs = new HashMap<>();

	@BeforeEach
	void bobHasOneOfEverything() {
		this.alice = this.api.signUp("alice");
		this.bob = this.api.signUp("bob");
		FakeMeta.letsConnect("104000000000001", this.number, "the-code");
		assertThat(this.bob
			.post("/api/channels/whatsapp/connect",
					Map.of("code", "the-code", "businessAccountId", "104000000000001", "phoneNumberId", this.number))
			.statusCode()).isEqualTo(201);
		this.platform.post(delivery(this.number, text("wamid." + WORD, "the " + WORD)));
		this.platform.post(delivery(this.number, "{\"id\":7,\"type\":\"%s\"}".formatted(WORD)));
		await().until(() -> this.graph.count("Message") == 1 && this.graph.count("HeldEvent") == 1);
		this.bobs.put("/api/channels/{key}", "whatsapp:" + this.number);
		this.bobs.put("/api/sessions/{id}", first("/api/sessions", ""));
		this.bobs.put("/api/tokens/{id}", json(this.bob.post("/api/tokens", Map.of("name", WORD))).get("id").asText());
		for (String list : List.of("/api/held", "/api/contacts", "/api/conversations", "/api/messages")) {
			this.bobs.put(list + "/{id}", first(list, "items"));
		}
		for (String part : List.of("/api/conversations/{id}/seen", "/api/messages/{id}/delivery",
				"/api/held/{id}/replay")) {
			this.bobs.put(part, this.bobs.get(part.substring(0, part.lastIndexOf('/'))));
		}
	}

	@Test
	void everyPathToSomethingOfBobsIsNowhereForAlice() {
		operations().forEach((path, methods) -> {
			if (path.contains("{")) {
				assertThat(this.bobs).as("the test knows nothing of Bob's for " + path).containsKey(path);
				String bobs = path.replaceAll("\\{.*}", this.bobs.get(path));
				for (String method : methods) {
					HttpResponse<String> answer = call(this.alice, method, bobs);

					assertProblem(answer, 404);
					assertThat(answer.body()).doesNotContain(WORD);
				}
				assertThat(methods.contains("get") ? call(this.bob, "get", bobs).statusCode() : 200).as(bobs)
					.isEqualTo(200);
			}
		});
	}

	@Test
	void noListShowsAliceWhatIsBobs() {
		operations().forEach((path, methods) -> {
			if (methods.contains("get") && !path.contains("{") && !path.equals("/api/stream")) {
				assertThat(this.alice.get(path).body()).as(path).doesNotContain(WORD, this.number);
			}
		});
	}

	@Test
	void withoutALogInNothingIsShown() {
		operations().forEach((path, methods) -> {
			String there = path.contains("{") ? path.replaceAll("\\{.*}", this.bobs.get(path)) : path;
			if (methods.contains("get") && !path.equals("/api/csrf")) {
				assertProblem(this.api.anonymous().get(there), 401);
			}
		});
	}

	@Test
	void whatIsBobsTakesAsLongAsWhatIsNowhere() {
		this.bobs.forEach((path, id) -> {
			if (operations().get(path).contains("get")) {
				String bobs = path.replaceAll("\\{.*}", id);
				String nowhere = path.replaceAll("\\{.*}", id.substring(0, id.length() - 1) + "0");

				double ratio = median(bobs, nowhere);

				assertThat(ratio).as(path).isBetween(0.4, 2.5);
			}
		});
	}

	private double median(String path, String other) {
		long[][] nanos = new long[2][41];
		IntStream.range(0, nanos[0].length).forEach((round) -> {
			nanos[0][round] = time(path);
			nanos[1][round] = time(other);
		});
		Arrays.sort(nanos[0]);
		Arrays.sort(nanos[1]);
		return (double) nanos[0][20] / nanos[1][20];
	}

	private long time(String path) {
		long start = System.nanoTime();
		assertThat(this.alice.get(path).statusCode()).isEqualTo(404);
		return System.nanoTime() - start;
	}

	private Map<String, List<String>> operations() {
		Map<String, List<String>> operations = new LinkedHashMap<>();
		json(this.api.anonymous().get("/api/openapi.json")).get("paths")
			.properties()
			.forEach((path) -> operations.put(path.getKey(),
					path.getValue().properties().stream().map(Map.Entry::getKey).toList()));
		assertThat(operations).hasSizeGreaterThan(15);
		return operations;
	}

	private String first(String path, String member) {
		JsonNode answer = json(this.bob.get(path));
		JsonNode items = member.isEmpty() ? answer : answer.get(member);
		assertThat(items).as(path).isNotEmpty();
		return items.get(0).get("id").asText();
	}

	private static HttpResponse<String> call(ApiClient.Session user, String method, String path) {
		return switch (method) {
			case "get" -> user.get(path);
			case "delete" -> user.delete(path);
			case "put" -> user.put(path, Map.of());
			default -> user.post(path, Map.of());
		};
	}

}
