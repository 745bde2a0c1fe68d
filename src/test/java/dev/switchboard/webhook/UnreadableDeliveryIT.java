package dev.switchboard.webhook;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Meta signed it, but nobody can read it: sending it again would not help. */
@SwitchboardTest
class UnreadableDeliveryIT {

	private static final String GOOD = delivery("123456789", text("wamid.A", "Hello"));

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@BeforeEach
	void bobConnectsHisNumber() {
		this.graph.connect("bob", "123456789");
	}

	static Stream<Arguments> unreadable() {
		return Stream.of(arguments("truncated", GOOD.substring(0, GOOD.length() - 1)),
				arguments("trailing data", GOOD + "x"), arguments("two documents", GOOD + GOOD),
				arguments("not JSON", "hub"), arguments("NaN", "{\"object\": NaN}"),
				arguments("a comment", "/* */" + GOOD), arguments("single quotes", "{'object': 'x'}"),
				arguments("depth 1,001", "[".repeat(1_001) + "]".repeat(1_001)),
				arguments("depth 100,000", "[".repeat(100_000)), arguments("depth 102 in a delivery", nested(101)),
				arguments("depth 800 in a delivery", nested(800)), arguments("depth 985 in a delivery", nested(980)),
				arguments("a number of 10,000 digits", "{\"object\": " + "9".repeat(10_000) + "}"),
				arguments("a key twice", GOOD.replace("\"entry\":", "\"entry\":[],\"entry\":")),
				arguments("an id twice",
						GOOD.replace("\"phone_number_id\":", "\"phone_number_id\":\"1\",\"phone_number_id\":")),
				arguments("a long name", "{\"" + "n".repeat(60_000) + "\": 1}"),
				arguments("a byte order mark", "\uFEFF" + GOOD), arguments("only a space", " "));
	}

	private static String nested(int levels) {
		return GOOD.replaceFirst("\\{", "{\"x\":" + "[".repeat(levels) + "]".repeat(levels) + ",");
	}

	@Test
	void whatIsHardlyDeeperThanAnythingThatPlatformsSendIsRead() {
		this.platform.post(nested(50));

		assertThat(this.graph.count("Message")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "whatsapp", "messenger", "instagram" })
	void noDepthThatCanBeParsedIsTooDeepForAnythingBehindIt(String provider) {
		String deep = "{\"a\":".repeat(95) + "1" + "}".repeat(95);

		assertThat(this.platform.post(provider, """
				{"object":"page","entry":[{"id":"1","time":1,"changes":[{"field":"feed","value":%1$s}],\
				"messaging":[{"sender":{"id":"2"},"x":%1$s}]}]}""".formatted(deep)).statusCode()).isEqualTo(200);
		assertThat(this.graph.count("HeldEvent")).isPositive();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unreadable")
	void isAnsweredOkAndHeldAsItCame(String what, String body) {
		HttpResponse<String> answer = this.platform.post(body);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.payload, h.provider"))
			.containsExactly(Map.of("h.reason", "unreadable", "h.payload", body, "h.provider", "whatsapp"));
		assertThat(this.graph.count("Message")).isZero();
	}

	@Test
	void isHeldOnceHoweverOftenItComes() {
		this.platform.post("not JSON");
		this.platform.post("not JSON");

		assertThat(this.graph.count("HeldEvent")).isOne();
	}

	static Stream<byte[]> notUtf8() {
		return Stream.of(GOOD.getBytes(StandardCharsets.UTF_16), GOOD.getBytes(StandardCharsets.UTF_16LE),
				new byte[] { '"', (byte) 0xC0, (byte) 0xAF, '"' }, new byte[] { '"', (byte) 0xFF, '"' });
	}

	@ParameterizedTest
	@MethodSource("notUtf8")
	void keepsBytesThatAreNoText(byte[] body) {
		assertThat(this.platform.post(body).statusCode()).isEqualTo(200);

		Map<String, Object> held = this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.encoding, h.payload")
			.getFirst();
		assertThat(held).containsEntry("h.reason", "unreadable");
		byte[] kept = "base64".equals(held.get("h.encoding"))
				? Base64.getDecoder().decode((String) held.get("h.payload"))
				: ((String) held.get("h.payload")).getBytes(StandardCharsets.UTF_8);
		assertThat(kept).isEqualTo(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "\"x\"", "1", "{}", "{\"object\":\"page\",\"entry\":[]}" })
	void jsonThatIsNoDeliveryIsHeld(String body) {
		assertThat(this.platform.post(body).statusCode()).isEqualTo(200);

		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.payload")).containsExactly(Map.of("h.payload", body));
	}

	@Test
	void typeHintsAreInert() {
		assertThat(this.platform.post("{\"@class\":\"java.net.URL\",\"@type\":\"x\",\"object\":\"page\"}").statusCode())
			.isEqualTo(200);
		assertThat(this.graph.count("HeldEvent")).isOne();
	}

	@Test
	void aHugeExponentAndManyKeysTakeNoTime() {
		String keys = IntStream.range(0, 150_000)
			.mapToObj((i) -> "\"k" + i + "\":1e999999999")
			.collect(Collectors.joining(","));
		long start = System.nanoTime();

		assertThat(this.platform.post("{" + keys + "}").statusCode()).isEqualTo(200);

		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		await().atMost(Duration.ofSeconds(20)).until(() -> this.graph.count("HeldEvent") == 1);
	}

	@Test
	void whatIsReadableGoesOn() {
		this.platform.post("not JSON");
		this.platform.post(GOOD);

		assertThat(this.graph.count("Message")).isOne();
	}

}
