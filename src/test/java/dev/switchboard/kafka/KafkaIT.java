package dev.switchboard.kafka;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.BoltProxy;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardApplication;
import dev.switchboard.SwitchboardTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.ProducerTemplate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Deliveries take the way through a real broker. */
@SwitchboardTest
@ConcurrentNeo4jTest
@ActiveProfiles("kafka")
@DirtiesContext
class KafkaIT {

	/** Shorter than the database is away, longer than a batch takes on a slow machine. */
	private static final Duration POLL_INTERVAL = Duration.ofSeconds(15);

	private static final KafkaBroker BROKER = KafkaBroker.launch(Path.of("target/kafka"));

	private static final DeliveriesTopic TOPIC = new DeliveriesTopic(BROKER, DeliveriesTopic.NAME);

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ProducerTemplate routes;

	@Autowired
	private Driver driver;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Environment environment;

	@DynamicPropertySource
	static void broker(DynamicPropertyRegistry properties) {
		settings().forEach((name, value) -> properties.add(name, () -> value));
	}

	private static Map<String, Object> settings() {
		return Map.of("KAFKA_BROKERS", BROKER.bootstrapServers(), "switchboard.meta.app-id", "100",
				"switchboard.kafka.partitions", 4, "camel.component.kafka.max-poll-interval-ms",
				POLL_INTERVAL.toMillis());
	}

	@AfterAll
	static void closeBroker() {
		BROKER.close();
	}

	@BeforeEach
	void connect() {
		this.graph.connect("bob", "123456789");
	}

	@AfterEach
	void nothingIsLeftForTheNextTest() {
		soon().until(() -> TOPIC.committed() == TOPIC.written());
		await().atMost(Duration.ofSeconds(120))
			.until(() -> this.meters.get("switchboard.spool.depth").gauge().value() == 0);
	}

	@Test
	void aDeliveryIsAnsweredWhenKafkaHasItAndIsInTheGraphSoonAfter() {
		soon().until(() -> TOPIC.members().size() == 1);
		long before = TOPIC.written();

		post("wamid.A");

		assertThat(TOPIC.written()).isEqualTo(before + 1);
		soon().untilAsserted(() -> assertStored(1));
	}

	@Test
	void nothingIsCommittedWhileTheDatabaseIsAwayAndAllOfItIsStoredOnceItIsBack(BoltProxy wire) {
		post("wamid.0");
		soon().untilAsserted(() -> assertStored(1));
		long before = TOPIC.committed();
		Map<String, Integer> members = TOPIC.members();

		wire.down();
		IntStream.range(1, 20).forEach((i) -> post("wamid." + i));
		await().during(POLL_INTERVAL.plusSeconds(3))
			.atMost(POLL_INTERVAL.plusSeconds(5))
			.until(() -> TOPIC.committed() == before);
		post("wamid.20");
		assertThat(TOPIC.written()).isEqualTo(before + 20);
		assertThat(TOPIC.members()).isEqualTo(members);
		wire.up();

		soon().untilAsserted(() -> assertStored(21));
	}

	@Test
	void aRecordThatFailsAloneKeepsNoneBehindItWaiting() {
		post("wamid.0");
		soon().untilAsserted(() -> assertStored(1));
		try (Session session = this.driver.session(); Transaction foreign = session.beginTransaction()) {
			foreign.run("MATCH (c:Contact) SET c.held = true").consume();
			post("wamid.1");
			IntStream.range(0, 8)
				.forEach((i) -> assertAccepted(
						this.platform.post(delivery("123456789", text("9199001122" + (50 + i), "wamid.B" + i, "x")))));

			await().atMost(Duration.ofSeconds(120)).until(() -> this.graph.count("Message") == 9);
			await().atMost(Duration.ofSeconds(120)).until(() -> TOPIC.committed() == TOPIC.written());
			foreign.rollback();
		}
		await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertStored(10));
	}

	@Test
	void poisonIsHeldAndWhatIsBehindItIsStored() {
		byte[] good = bytes(delivery("123456789", text("wamid.A", "Hello")));
		String refused = delivery("123456789", """
				{"from":"919900112233","id":"wamid.B","timestamp":"1760000000","type":"location",\
				"location":{"latitude":999,"longitude":0}}""");

		TOPIC.send(bytes("not JSON"), Map.of("provider", "whatsapp", "receivedAt", "1760000000000"));
		TOPIC.send(good, Map.of("provider", "../secrets", "receivedAt", "1760000000000"));
		TOPIC.send(good, Map.of());
		TOPIC.send(null, Map.of("provider", "whatsapp"));
		TOPIC.send(bytes(delivery("404", text("wamid.C", "Hello"))), Map.of("provider", "whatsapp"));
		TOPIC.send(bytes(refused), Map.of("provider", "whatsapp"));
		TOPIC.send(good, Map.of("provider", "whatsapp", "receivedAt", "yesterday", "kafka.OVERRIDE_TOPIC", "evil"));

		soon().until(() -> TOPIC.committed() == TOPIC.written());
		assertThat(this.graph.query("MATCH (m:Message {id: 'wamid.A'}) RETURN m")).hasSize(1);
		assertThat(this.graph.query("""
				MATCH (h:HeldEvent)
				RETURN split(h.reason, ':')[0] AS reason, h.provider AS provider, count(*) AS n ORDER BY reason"""))
			.containsExactly(Map.of("reason", "refused", "provider", "whatsapp", "n", 1L),
					Map.of("reason", "unknown-channel", "provider", "whatsapp", "n", 1L),
					Map.of("reason", "unknown-provider", "provider", "unknown", "n", 1L),
					Map.of("reason", "unreadable", "provider", "whatsapp", "n", 1L));
	}

	@Test
	void whatTheGraphRefusesEvenToHoldIsSetAside() {
		this.graph.query("CREATE CONSTRAINT no_second FOR (h:HeldEvent) REQUIRE h.provider IS UNIQUE");
		try {
			TOPIC.send(bytes("not JSON"), Map.of("provider", "whatsapp"));
			TOPIC.send(bytes("not JSON either"), Map.of("provider", "whatsapp"));
			post("wamid.A");

			soon().until(() -> this.graph.count("Message") == 1);
			soon().until(() -> TOPIC.committed() == TOPIC.written());
			assertThat(this.graph.count("HeldEvent")).isOne();
			assertThat(new DeliveriesTopic(BROKER, DeliveriesTopic.NAME + ".set-aside").newest().value())
				.isIn(bytes("not JSON"), bytes("not JSON either"));
		}
		finally {
			this.graph.query("DROP CONSTRAINT no_second");
		}
	}

	@Test
	void twoCopiesShareTheWorkAndWhatComesTwiceOrChangesHandsIsStoredOnce() {
		ConfigurableApplicationContext second = secondCopy();
		soon().until(() -> List.of(2, 2).equals(List.copyOf(TOPIC.members().values())));
		String other = "http://127.0.0.1:" + second.getEnvironment().getProperty("local.server.port");
		for (int i = 0; i < 50; i++) {
			post("wamid." + i);
			byte[] again = bytes(delivery("123456789", text("wamid." + i, "Hello")));
			assertAccepted(this.platform.send(HttpRequest.newBuilder(URI.create(other + Platform.PATH))
				.header("Content-Type", "application/json")
				.header("X-Hub-Signature-256", Platform.sign(again))
				.POST(HttpRequest.BodyPublishers.ofByteArray(again))));
		}

		CompletableFuture<Void> stopping = CompletableFuture.runAsync(second::close);
		IntStream.range(50, 100).forEach((i) -> post("wamid." + i));
		stopping.join();

		soon().untilAsserted(() -> assertThat(TOPIC.members().values()).containsExactly(4));
		soon().untilAsserted(() -> assertStored(100));
	}

	@Test
	void whatWaitsInKafkaWhileTheChannelChangesHandsIsTheOwnersOfThen() throws Exception {
		String number = Long.toString(System.nanoTime());
		this.graph.connect("bob", number);
		this.routes.getCamelContext().getRouteController().stopRoute("dequeue");

		assertAccepted(this.platform.post(delivery(number, text("wamid.A", "for bob"))));
		for (int i = 0; i < 2; i++) {
			this.graph.disconnect((i == 0) ? "bob" : "alice", "whatsapp:" + number);
			this.graph.connect("alice", number);
			assertAccepted(this.platform.post(delivery(number, text("wamid.B" + i, "for alice"))));
		}
		this.routes.getCamelContext().getRouteController().startRoute("dequeue");

		soon().untilAsserted(() -> assertStored(3));
		assertThat(this.graph.query("""
				MATCH (u:User)-[:HAS_CONTACT]->(:Contact)-[:SENT]->(m:Message)
				RETURN m.id + ' ' + m.text AS line, u.id AS user ORDER BY line""")).extracting("user")
			.containsExactly("bob", "alice", "alice");
	}

	@Test
	void whileTheBrokerIsAwayTheSpoolTakesTheDeliveries() {
		post("wamid.0");
		soon().untilAsserted(() -> assertStored(1));
		BROKER.kill();

		IntStream.range(1, 15).forEach((i) -> post("wamid." + i));
		assertThat(this.graph.count("Message")).isEqualTo(1);
		BROKER.start();

		soon().untilAsserted(() -> assertStored(15));
	}

	@Test
	void aRequestsHeadersChooseNeitherTopicNorPartitionNorKey() {
		byte[] body = bytes(delivery("123456789", text("wamid.A", "Hello")));
		HttpRequest.Builder request = this.platform.request(Platform.PATH + "?kafka.OVERRIDE_TOPIC=evil", body)
			.header("X-Hub-Signature-256", Platform.sign(body));
		for (String name : List.of("kafka.OVERRIDE_TOPIC", "kafka.OVERRIDE_TIMESTAMP", "kafka.PARTITION_KEY",
				"kafka.KEY", "kafka.TOPIC", "CamelKafkaOverrideTopic", "provider", "app", "receivedAt")) {
			request.header(name, "3");
		}

		assertAccepted(this.platform.send(request));

		ConsumerRecord<byte[], byte[]> record = TOPIC.newest();
		assertThat(record.value()).isEqualTo(body);
		assertThat(record.key()).isNull();
		assertThat(record.timestamp()).isGreaterThan(3);
		assertThat(headers(record)).containsExactlyInAnyOrder("provider", "app", "receivedAt");
		assertThat(record.headers().lastHeader("app").value()).isEqualTo(bytes("100"));
		assertThat(TOPIC.topics()).contains(DeliveriesTopic.NAME).doesNotContain("evil", "3");
		soon().untilAsserted(() -> assertStored(1));
	}

	@Test
	void theAppTravelsWithTheRecordAndOneWithoutItIsStoredAsBefore() {
		String number = Long.toString(System.nanoTime());
		this.graph.connect("bob", number);
		this.graph.query("MATCH (c:Channel {key: 'whatsapp:%s'}) SET c.appId = 'another'".formatted(number));

		assertAccepted(this.platform.post(delivery(number, text("wamid.A", "by the app of this test"))));
		this.routes.send("direct:kafka/enqueue", (exchange) -> {
			exchange.setVariable("delivery",
					bytes(delivery(number, text("wamid.B", "spooled before apps were known"))));
			exchange.setVariable("provider", "whatsapp");
			exchange.setVariable("receivedAt", Instant.now());
		});

		assertThat(headers(TOPIC.newest())).containsExactlyInAnyOrder("provider", "receivedAt");
		await().atMost(Duration.ofSeconds(120))
			.until(() -> this.graph.count("HeldEvent") == 1 && this.graph.count("Message") == 1);
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.app"))
			.containsExactly(Map.of("h.reason", "other-app", "h.app", "100"));
		assertThat(this.graph.value("MATCH (m:Message) RETURN m.id")).isEqualTo("wamid.B");
	}

	@Test
	void aDeliveryOfSeveralMegabytesFits() {
		assertAccepted(this.platform.post(delivery("123456789", text("wamid.A", "x".repeat(3_000_000)))));

		soon().until(() -> this.graph.count("Message") + this.graph.count("HeldEvent") == 1);
	}

	private void post(String id) {
		assertAccepted(this.platform.post(delivery("123456789", text(id, "Hello"))));
	}

	private void assertStored(long messages) {
		assertThat(this.graph.count("Message")).isEqualTo(messages);
		assertThat(TOPIC.committed()).isEqualTo(TOPIC.written());
		this.graph.assertNothingHeld();
	}

	private ConfigurableApplicationContext secondCopy() {
		Map<String, Object> settings = new HashMap<>(settings());
		Stream.of("uri", "authentication.username", "authentication.password")
			.map("spring.neo4j."::concat)
			.forEach((name) -> settings.put(name, this.environment.getRequiredProperty(name)));
		settings.putAll(Map.of("server.port", 0, "management.server.port", 0, "switchboard.meta.app-secret",
				Platform.APP_SECRET, "switchboard.meta.verify-token", Platform.VERIFY_TOKEN,
				"switchboard.spool.directory", "target/spool/second-copy"));
		String[] arguments = settings.entrySet()
			.stream()
			.map((setting) -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
			.toArray(String[]::new);
		return new SpringApplicationBuilder(SwitchboardApplication.class).profiles("kafka").run(arguments);
	}

	private static Stream<String> headers(ConsumerRecord<?, ?> record) {
		return Arrays.stream(record.headers().toArray()).map(Header::key);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static ConditionFactory soon() {
		return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
	}

}
