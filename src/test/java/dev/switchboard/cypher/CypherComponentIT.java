package dev.switchboard.cypher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.BoltProxy;
import dev.switchboard.Neo4jServer;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.cypher.RejectedRow.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.Values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The {@code cypher:} component against a real server. */
@ConcurrentNeo4jTest
class CypherComponentIT {

	private static final Path STATEMENTS = Path.of("src/test/resources/cypher");

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	private final Neo4jServer server;

	private final BoltProxy wire;

	private final Driver driver;

	private CamelContext camel;

	private ProducerTemplate template;

	CypherComponentIT(Neo4jServer server, BoltProxy wire) {
		this.server = server;
		this.wire = wire;
		this.driver = GraphDatabase.driver(wire.uri(), AuthTokens.basic(server.username(), server.password()),
				Config.builder()
					.withMaxTransactionRetryTime(2, TimeUnit.SECONDS)
					.withConnectionAcquisitionTimeout(2, TimeUnit.SECONDS)
					.build());
	}

	@BeforeEach
	void start() {
		run("CREATE CONSTRAINT note_key IF NOT EXISTS FOR (n:Note) REQUIRE n.key IS UNIQUE");
		run("CREATE (:Box {key: 'box'})");
		this.camel = new DefaultCamelContext();
		this.camel.addComponent("cypher", new CypherComponent(this.driver, this.meters, new CypherProperties(STATEMENTS,
				200, 2, 10_000, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10))));
		this.camel.start();
		this.template = this.camel.createProducerTemplate();
	}

	@AfterEach
	void stop() throws Exception {
		this.callers.close();
		this.camel.close();
		run("DROP CONSTRAINT note_key IF EXISTS");
		this.driver.close();
	}

	@Test
	void sixtyFourConcurrentCallersShareTransactions() throws Exception {
		inParallel(IntStream.range(0, 64).mapToObj((caller) -> (Callable<Object>) () -> {
			for (int i = 0; i < 25; i++) {
				write("cypher:merge-note?orderBy=key", List.of(note(caller + "-" + i, "text")));
			}
			return null;
		}));

		assertThat(count("Note")).isEqualTo(64 * 25);
		assertThat(commits("merge-note")).isLessThan(64 * 25 / 2);
		assertThat(this.meters.get("switchboard.commit.rows").summary().totalAmount()).isEqualTo(64 * 25);
	}

	@Test
	void onePerTransactionSwitchesTheGroupCommitOff() throws Exception {
		inParallel(IntStream.range(0, 32)
			.mapToObj((caller) -> () -> write("cypher:merge-note?orderBy=key&maxRows=1",
					List.of(note("" + caller, "text")))));

		assertThat(commits("merge-note")).isEqualTo(32);
	}

	@Test
	void onlyThePoisonRowOfTwoHundredIsRejected() {
		List<Map<String, Object>> rows = new ArrayList<>(notes(200));
		rows.add(120, note("poison", Map.of("a", "map is no property value")));

		assertThatThrownBy(() -> write("cypher:merge-note?orderBy=key", rows))
			.isInstanceOfSatisfying(RowsRejectedException.class, (ex) -> assertThat(ex.rejected())
				.containsExactly(new RejectedRow(120, Reason.POISON, "Neo.ClientError.Statement.TypeError")));

		assertThat(count("Note")).isEqualTo(200);
	}

	@Test
	void onlyTheCallerOfThePoisonRowFails() throws Exception {
		List<Future<Object>> calls = submit(IntStream.range(0, 100)
			.mapToObj((caller) -> () -> write("cypher:merge-note?orderBy=key&lanes=1",
					List.of(note("" + caller, (caller == 50) ? Map.of("a", 1) : "text")))));

		for (int caller = 0; caller < calls.size(); caller++) {
			Future<Object> call = calls.get(caller);
			if (caller == 50) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
					.withCauseInstanceOf(RowsRejectedException.class);
			}
			else {
				call.get();
			}
		}
		assertThat(count("Note")).isEqualTo(99);
	}

	@Test
	void aNullKeyIsPoisonToo() {
		Map<String, Object> withoutKey = Map.of("box", "box");

		assertThatThrownBy(() -> write("cypher:merge-note", List.of(withoutKey, note("a", "text"))))
			.isInstanceOfSatisfying(RowsRejectedException.class,
					(ex) -> assertThat(ex.rejected()).extracting(RejectedRow::index).containsExactly(0));

		assertThat(count("Note")).isOne();
	}

	@Test
	void whatAnEndpointMakesBeforeTheRetryIsFoundThen() throws Exception {
		List<Object> seen = new ArrayList<>();
		this.camel.addRoutes(route("make-box", (exchange) -> {
			seen.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
			run("CREATE (:Box {key: 'late'})");
		}));
		List<Map<String, Object>> rows = List.of(note("a", "text"), Map.of("box", "late", "key", "b", "value", "text"));

		assertThat(this.template.requestBody("cypher:merge-note?orderBy=key&beforeRetry=direct:make-box", rows))
			.isEqualTo(rows);

		assertThat(count("Note")).isEqualTo(2);
		assertThat(seen).hasOnlyElementsOfType(RowsRejectedException.class).hasSize(1);
	}

	@Test
	void rowsThatStayRejectedGoToTheirEndpointAndTheRouteGoesOnWithWhatThatLeaves() throws Exception {
		this.camel.addRoutes(route("nothing", (exchange) -> {
		}));
		this.camel.addRoutes(route("keep", (exchange) -> exchange.getMessage()
			.setBody(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RowsRejectedException.class).rejected())));

		assertThat(this.template.requestBody(
				"cypher:merge-note?orderBy=key&beforeRetry=direct:nothing&onRejected=direct:keep",
				List.of(note("a", "text"), Map.of("box", "gone", "key", "b", "value", "text"))))
			.isEqualTo(List.of(new RejectedRow(1, Reason.MISSED, null)));

		assertThat(count("Note")).isOne();
	}

	@Test
	void whatFailsInAnEndpointForRejectedRowsFailsTheCall() throws Exception {
		this.camel.addRoutes(route("broken", (exchange) -> {
			throw new IllegalStateException("broken");
		}));

		assertThatThrownBy(() -> write("cypher:merge-note?orderBy=key&beforeRetry=direct:broken",
				List.of(Map.of("box", "gone", "key", "b", "value", "text"))))
			.isInstanceOf(IllegalStateException.class)
			.hasMessage("broken");
	}

	private static RouteBuilder route(String name, Processor step) {
		return new RouteBuilder() {

			@Override
			public void configure() {
				from("direct:" + name).errorHandler(noErrorHandler()).process(step);
			}

		};
	}

	@Test
	void aRowThatMatchesNothingComesBackAsMissed() {
		List<Map<String, Object>> rows = List.of(note("a", "text"), Map.of("box", "gone", "key", "b"),
				note("c", "text"));

		assertThatThrownBy(() -> write("cypher:merge-note?orderBy=key", rows)).isInstanceOfSatisfying(
				RowsRejectedException.class,
				(ex) -> assertThat(ex.rejected()).containsExactly(new RejectedRow(1, Reason.MISSED, null)));

		assertThat(count("Note")).isEqualTo(2);
	}

	@Test
	void lanesThatShareNoKeyNeverDeadlock() throws Exception {
		addInBothOrders("pair");

		assertThat(this.meters.get("switchboard.commit.deadlocks").counter().count()).isZero();
		assertThat(totals()).isEqualTo(2 * 2_000);
	}

	@Test
	void deadlocksBetweenLanesAreRunAgainUntilAllRowsAreApplied() throws Exception {
		addInBothOrders("row");

		assertThat(this.meters.get("switchboard.commit.deadlocks").counter().count()).isPositive();
		assertThat(totals()).isEqualTo(2 * 2_000);
	}

	@Test
	void aQueueThatStaysFullRefusesTheCallWithoutWritingIt() throws Exception {
		write("cypher:merge-note?queueSize=10&offerTimeout=300&orderBy=key", List.of(note("locked", "text")));
		try (Session session = this.driver.session(); Transaction foreign = session.beginTransaction()) {
			foreign.run("MATCH (n:Note {key: 'locked'}), (b:Box) SET n.x = 1, b.x = 1").consume();
			List<Future<Object>> waiting = submit(
					Stream.of(() -> write("cypher:merge-note?queueSize=10&offerTimeout=300&orderBy=key", notes(10))));
			await().until(() -> commitsUnderWay());

			assertThatThrownBy(() -> write("cypher:merge-note?queueSize=10&offerTimeout=300&orderBy=key",
					List.of(note("late", "text"))))
				.isInstanceOf(GraphBusyException.class)
				.hasMessageContaining("merge-note")
				.hasMessageContaining("10 rows");

			foreign.rollback();
			waiting.getFirst().get();
		}
		assertThat(count("Note")).isEqualTo(11);
		write("cypher:merge-note?queueSize=10&offerTimeout=300&orderBy=key", List.of(note("late", "text")));
	}

	@Test
	void aCallLargerThanTheQueueIsWritten() {
		write("cypher:merge-note?queueSize=10&orderBy=key", notes(1_000));

		assertThat(count("Note")).isEqualTo(1_000);
	}

	@Test
	void aServerThatStopsFailsTheCallsAndOneThatComesBackTakesThem() {
		write("cypher:merge-note?orderBy=key", List.of(note("before", "text")));
		this.wire.down();

		assertThatThrownBy(() -> write("cypher:merge-note?orderBy=key", notes(5)))
			.isInstanceOf(GraphUnavailableException.class);

		this.wire.up();
		await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
			write("cypher:merge-note?orderBy=key", notes(5));
			return true;
		});
		assertThat(count("Note")).isEqualTo(6);
	}

	@Test
	void stoppingWritesWhatIsQueued() throws Exception {
		List<Future<Object>> calls = submit(IntStream.range(0, 50)
			.mapToObj((caller) -> () -> write("cypher:merge-note?maxRows=1&orderBy=key",
					List.of(note("" + caller, "text")))));
		await().atMost(Duration.ofMinutes(1)).until(() -> count("Note") > 0);

		this.camel.stop();

		long written = calls.stream().filter((call) -> succeeded(call)).count();
		assertThat(count("Note")).isGreaterThanOrEqualTo(written);
		assertThat(calls).allMatch(Future::isDone);
	}

	@Test
	void readsWithParameters() {
		write("cypher:merge-note", List.of(note("a", "quote ' and \" and \\u0027"), note("b", null)));

		assertThat(this.template.requestBody("cypher:find-notes?mode=read", Map.of("box", "box"), List.class)).asList()
			.satisfiesExactly(
					(first) -> assertThat(first).isEqualTo(Map.of("key", "a", "text", "quote ' and \" and \\u0027")),
					(second) -> assertThat(second)
						.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
						.containsEntry("text", null));
	}

	@Test
	void aFullPoolOfConnectionsIsNoMistakeOfAStatement() {
		Config onlyOne = Config.builder()
			.withMaxConnectionPoolSize(1)
			.withConnectionAcquisitionTimeout(100, TimeUnit.MILLISECONDS)
			.build();
		try (Driver small = GraphDatabase.driver(this.server.uri(),
				AuthTokens.basic(this.server.username(), this.server.password()), onlyOne);
				Session session = small.session();
				Transaction open = session.beginTransaction()) {
			Transactions transactions = new Transactions(small, Duration.ofSeconds(5));

			assertThatExceptionOfType(GraphUnavailableException.class)
				.isThrownBy(() -> transactions.explain("RETURN 1", Values.value(Map.of())));
			assertThat(open.isOpen()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			syntax-error  | syntax-error.cypher:3
			no-ordinal    | it returns notes
			not-there     | Statements there: add-twice, find-notes, merge-note, no-ordinal, syntax-error
			../pom        | There is no statement
			""")
	void aMistakeStopsTheStartAndNamesItsPlace(String statement, String message) {
		assertThatThrownBy(() -> this.camel.getEndpoint("cypher:" + statement).start()).rootCause()
			.satisfiesAnyOf((ex) -> assertThat(ex).hasMessageContaining(message),
					(ex) -> assertThat(ex).hasMessageContaining("Invalid input"));
		assertThatThrownBy(() -> this.camel.getEndpoint("cypher:" + statement).start())
			.hasStackTraceContaining(message);
	}

	private void addInBothOrders(String orderBy) throws Exception {
		run("UNWIND range(0, 7) AS i CREATE (:Counter {key: 'c' + i, total: 0})");
		inParallel(IntStream.range(0, 40).mapToObj((caller) -> (Callable<Object>) () -> {
			List<Map<String, Object>> rows = IntStream.range(0, 50).mapToObj((row) -> {
				int pair = (caller + row) % 4;
				boolean turned = row % 2 == 0;
				return Map.<String, Object>of("pair", "pair" + pair, "row", caller * 31 + "/" + row, "first",
						"c" + (2 * pair + (turned ? 1 : 0)), "second", "c" + (2 * pair + (turned ? 0 : 1)));
			}).toList();
			write("cypher:add-twice?maxRows=20&lanes=4&orderBy=" + orderBy, rows);
			return null;
		}));
	}

	private Object write(String uri, List<Map<String, Object>> rows) {
		try {
			return this.template.requestBody(uri, rows);
		}
		catch (CamelExecutionException ex) {
			throw (RuntimeException) ex.getCause();
		}
	}

	private static Map<String, Object> note(String key, Object text) {
		Map<String, Object> note = new java.util.HashMap<>(Map.of("box", "box", "key", key));
		note.put("value", text);
		return note;
	}

	private static List<Map<String, Object>> notes(int count) {
		return IntStream.range(0, count).mapToObj((i) -> note("note-" + i, "text")).toList();
	}

	private void inParallel(Stream<Callable<Object>> calls) throws Exception {
		for (Future<Object> call : submit(calls)) {
			call.get();
		}
	}

	private List<Future<Object>> submit(Stream<Callable<Object>> calls) {
		return calls.map(this.callers::submit).toList();
	}

	private static boolean succeeded(Future<Object> call) {
		try {
			call.get();
			return true;
		}
		catch (ExecutionException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private long commits(String statement) {
		return this.meters.get("switchboard.commit.time").tag("statement", statement).timer().count();
	}

	private boolean commitsUnderWay() {
		try (Session session = this.driver.session()) {
			return session
				.run("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'MERGE (note' RETURN count(*)")
				.single()
				.get(0)
				.asInt() > 0;
		}
	}

	private long count(String label) {
		try (Session session = this.driver.session()) {
			return session.run("MATCH (n) WHERE $label IN labels(n) RETURN count(n)", Values.parameters("label", label))
				.single()
				.get(0)
				.asLong();
		}
	}

	private long totals() {
		try (Session session = this.driver.session()) {
			return session.run("MATCH (n:Counter) RETURN sum(n.total)").single().get(0).asLong();
		}
	}

	private void run(String cypher) {
		try (Session session = this.driver.session()) {
			session.run(cypher).consume();
		}
	}

}
