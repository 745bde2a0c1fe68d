package dev.switchboard.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is not from Meta, or not as Meta sends it, leaves nothing in the graph. */
@SwitchboardTest
@ExtendWith(OutputCaptureExtension.class)
class RefusedRequestIT {

	private static final byte[] BODY = delivery("123456789", text("wamid.A", "Hello")).getBytes(StandardCharsets.UTF_8);

	private static final String SIGNATURE = Platform.sign(BODY);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private MeterRegistry meters;

	private String before;

	@BeforeEach
	void bobConnectsHisNumber() {
		this.graph.connect("bob", "123456789");
		this.before = this.graph.dump();
	}

	@AfterEach
	void nothingWasStored() {
		assertThat(this.graph.dump()).isEqualTo(this.before);
	}

	@Test
	void withoutSignature(CapturedOutput output) {
		double refusals = refusals("signature missing");

		HttpResponse<String> answer = this.platform.send(this.platform.request(Platform.PATH, BODY));

		assertRefused(answer, 403);
		assertThat(refusals("signature missing")).isEqualTo(refusals + 1);
		assertThat(output.getOut().lines().filter((line) -> line.contains("signature missing"))).hasSize(1)
			.noneMatch((line) -> line.contains("Hello"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sha256=0000000000000000000000000000000000000000000000000000000000000000", "sha256=00",
			"sha1=00", "nonsense", "${jndi:ldap://127.0.0.1:1}" })
	void withAWrongOrMalformedSignature(String signature) {
		assertRefused(
				this.platform.send(this.platform.request(Platform.PATH, BODY).header("X-Hub-Signature-256", signature)),
				403);
	}

	@Test
	void withUpperCaseHex() {
		assertRefused(this.platform.send(this.platform.request(Platform.PATH, BODY)
			.header("X-Hub-Signature-256", "sha256=" + SIGNATURE.substring(7).toUpperCase())), 403);
	}

	@Test
	void withTwoSignaturesOfWhichOneIsRight() {
		assertRefused(this.platform.send(this.platform.request(Platform.PATH, BODY)
			.header("X-Hub-Signature-256", SIGNATURE)
			.header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))), 403);
		assertRefused(this.platform
			.send(this.platform.request(Platform.PATH + "?X-Hub-Signature-256=sha256=" + "0".repeat(64), BODY)
				.header("X-Hub-Signature-256", SIGNATURE)), 403);
	}

	@Test
	void withASignatureOfTheSameJsonSpeltDifferently() {
		byte[] spaced = new String(BODY, StandardCharsets.UTF_8).replace(",", " , ").getBytes(StandardCharsets.UTF_8);

		assertRefused(this.platform
			.send(this.platform.request(Platform.PATH, spaced).header("X-Hub-Signature-256", SIGNATURE)), 403);
	}

	@Test
	void withAnEmptyBody() {
		assertRefused(this.platform.post(new byte[0]), 400);
	}

	@Test
	void withABodyOverFourMegabytes() {
		byte[] body = new byte[4 * 1024 * 1024 + 1];

		// The server closes the connection: a client that was still sending could miss
		// the answer.
		assertRefused(this.platform.send(this.platform.request(Platform.PATH, body)
			.header("X-Hub-Signature-256", Platform.sign(body))
			.expectContinue(true)), 413);
	}

	@Test
	void withAnEndlessChunkedBody() throws IOException {
		try (Socket socket = connect()) {
			OutputStream out = socket.getOutputStream();
			out.write(
					ascii("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
							+ "X-Hub-Signature-256: " + SIGNATURE + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
			byte[] chunk = ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
			for (int i = 0; i < 65; i++) {
				out.write(chunk);
			}
			out.flush();

			assertThat(statusOf(socket)).isEqualTo(413);
		}
	}

	@Test
	void withADeclaredLengthOfAGigabyte() throws IOException {
		assertThat(raw("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 1073741824\r\n\r\n{"))
			.isEqualTo(413);
	}

	@Test
	void withABodyThatTricklesIn() throws Exception {
		try (Socket socket = connect()) {
			OutputStream out = socket.getOutputStream();
			out.write(
					ascii("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
							+ "Content-Length: 1000\r\n\r\n"));
			Thread trickle = Thread.ofVirtual().start(() -> {
				try {
					while (!Thread.currentThread().isInterrupted()) {
						out.write('x');
						out.flush();
						Thread.sleep(Duration.ofMillis(200));
					}
				}
				catch (IOException | InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});

			assertThat(statusOf(socket)).isEqualTo(408);
			trickle.interrupt();
		}
	}

	@Test
	void withLargeBodiesThatTogetherFillTheMemoryWhileSmallOnesGetThrough() throws IOException {
		List<Socket> stalled = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				Socket socket = connect();
				stalled.add(socket);
				socket.getOutputStream()
					.write(ascii("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\n"
							+ "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n"
							+ "x".repeat(3_900_000)));
				socket.getOutputStream().flush();
			}

			// Which of them comes too late is the server's to say.
			Socket refused = await().until(() -> answered(stalled), Optional::isPresent).orElseThrow();
			assertThat(statusOf(refused)).isEqualTo(503);
			assertThat(this.platform.send(this.platform.request(Platform.PATH, BODY)).statusCode()).isEqualTo(403);
		}
		finally {
			for (Socket socket : stalled) {
				socket.close();
			}
		}
		await().until(() -> this.platform.post("[" + " ".repeat(4_000_000) + "]").statusCode() == 200);
		await().until(() -> this.graph.count("HeldEvent") == 1);
		this.graph.query("MATCH (h:HeldEvent) DELETE h");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "deflate" })
	void withACompressedBody(String encoding) {
		assertRefused(this.platform.send(this.platform.request(Platform.PATH, BODY)
			.header("X-Hub-Signature-256", SIGNATURE)
			.header("Content-Encoding", encoding)), 415);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x" })
	void withAnotherContentType(String type) {
		HttpRequest.Builder request = this.platform.to(Platform.PATH)
			.header("Content-Type", type)
			.header("X-Hub-Signature-256", SIGNATURE)
			.POST(HttpRequest.BodyPublishers.ofByteArray(BODY));

		assertRefused(this.platform.send(request), 415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH", "TRACE", "HEAD", "OPTIONS" })
	void withAnotherMethod(String method) throws IOException {
		assertThat(raw(method + " " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
			.isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/whatsapp/../../actuator/health", "/webhooks//whatsapp",
			"/webhooks/whatsapp;a=b", "/webhooks/%2e%2e/actuator/health", "/webhooks/whatsapp%00", "/WEBHOOKS/whatsapp",
			"/webhooks/whatsapp/x", "/webhooks/other", "/actuator/health", "/actuator/env", "/error",
			"/webhooks/whatsapp/" })
	void onAnotherPath(String path) throws IOException {
		assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).isIn(400, 404);
		assertThat(raw(deliveryTo(path))).isIn(400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/inbox", "/connected" })
	void onAPage(String path) throws IOException {
		assertThat(raw(deliveryTo(path))).isEqualTo(405);
	}

	private static String deliveryTo(String path) {
		return "POST " + path
				+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
				+ "Content-Length: " + BODY.length + "\r\nX-Hub-Signature-256: " + SIGNATURE + "\r\n\r\n"
				+ new String(BODY, StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: -1", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: x",
			"Transfer-Encoding: chunked\r\nContent-Length: 5", "Transfer-Encoding: x", "X-Name: a\u0000b" })
	void withHeadersThatTwoServersCouldReadDifferently(String headers) throws IOException {
		assertThat(raw("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ headers + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
			.isIn(400, 403, 501);
	}

	@Test
	void withTooManyOrTooLargeHeaders() throws IOException {
		assertThat(
				raw("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(65_536) + "\r\n\r\n"))
			.isIn(400, 431);
		assertThat(
				raw("POST " + Platform.PATH + " HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(1_000) + "\r\n"))
			.isIn(400, 431);
	}

	@Test
	void takesTheSameTimeHoweverMuchOfASignatureIsRight() {
		Signature signature = new Signature(
				new MetaApps(List.of(new MetaApp("1", List.of(Platform.APP_SECRET), "token", null, null))),
				new SimpleMeterRegistry());
		String early = SIGNATURE.substring(0, 8) + flip(SIGNATURE.substring(8, 9)) + SIGNATURE.substring(9);
		String late = SIGNATURE.substring(0, 70) + flip(SIGNATURE.substring(70));
		List.of(early, late).forEach((wrong) -> timeOf(signature, wrong));

		double ratio = (double) timeOf(signature, early) / timeOf(signature, late);

		assertThat(ratio).isBetween(0.5, 2.0);
	}

	private static String flip(String hex) {
		return hex.startsWith("0") ? "1" + hex.substring(1) : "0" + hex.substring(1);
	}

	private static long timeOf(Signature signature, String wrong) {
		byte[] small = { 1 };
		// Of this thread: others run meanwhile.
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long start = threads.getCurrentThreadCpuTime();
		for (int i = 0; i < 10_000; i++) {
			try {
				signature.verify(small, wrong);
				throw new AssertionError("accepted");
			}
			catch (RefusedException ex) {
				assertThat(ex).hasMessage("signature wrong");
			}
			catch (java.security.GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return threads.getCurrentThreadCpuTime() - start;
	}

	private double refusals(String reason) {
		return this.meters.counter("switchboard.refusals", "provider", "whatsapp", "reason", reason).count();
	}

	private static void assertRefused(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("Exception", "at dev.", "Hello");
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.platform.port());
		socket.setSoTimeout(25_000);
		return socket;
	}

	private static Optional<Socket> answered(List<Socket> sockets) throws IOException {
		for (Socket socket : sockets) {
			if (socket.getInputStream().available() > 0) {
				return Optional.of(socket);
			}
		}
		return Optional.empty();
	}

	private int raw(String request) throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			return statusOf(socket);
		}
	}

	private static int statusOf(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
			line.append((char) c);
		}
		return Integer.parseInt(line.toString().split(" ")[1]);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
