package dev.switchboard.graph;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Neo4jTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Neo4jTest
class GraphSchemaIT {

	private static final Path MIGRATIONS = Path.of("cypher/migrations");

	private final Driver driver;

	GraphSchemaIT(Driver driver) {
		this.driver = driver;
	}

	/** As on a new database: neither our constraints nor those of the migrations. */
	@BeforeEach
	void nothingHasRun() {
		new Migrations(MigrationsConfig.defaultConfig(), this.driver).clean(true);
		this.driver.executableQuery("SHOW CONSTRAINTS YIELD name")
			.execute()
			.records()
			.forEach(
					(row) -> this.driver.executableQuery("DROP CONSTRAINT " + row.get("name").asString() + " IF EXISTS")
						.execute());
	}

	@Test
	void manyInstancesMayStartAtOnce() {
		try (var threads = Executors.newFixedThreadPool(4)) {
			List<CompletableFuture<Void>> starts = IntStream.range(0, 4)
				.mapToObj((i) -> CompletableFuture.runAsync(schema(MIGRATIONS, false)::bringUpToDate, threads))
				.toList();

			assertThat(starts).allSatisfy((start) -> assertThatNoException().isThrownBy(start::join));
		}
		assertThat(applied()).isOne();
	}

	@Test
	void aSecondStartChangesNothing() {
		schema(MIGRATIONS, false).bringUpToDate();
		schema(MIGRATIONS, false).bringUpToDate();

		assertThat(applied()).isOne();
	}

	@Test
	void completesWhatWasStoredBeforeListsReadIt() {
		this.driver.executableQuery("""
				CREATE (john:Contact {id: 'john', userId: 'bob'}), (:Contact {id: 'mary', userId: 'bob'})
				CREATE (john)-[:HAS]->(talk:Conversation {key: 'whatsapp:1/john', channelKey: 'whatsapp:1'})
				CREATE (talk)<-[:PART_OF]-(:Message {key: 'whatsapp:1/talked-about'})
				CREATE (john)-[:HAS]->(:Conversation {key: 'whatsapp:2/john', channelKey: 'whatsapp:2'})
				WITH talk UNWIND range(1, 11000) AS i
				CREATE (talk)<-[:PART_OF]-(:Message {key: 'whatsapp:1/' + i, type: 'text',
				  sentAt: datetime({epochSeconds: i}), receivedAt: datetime({epochSeconds: i + 1})})""").execute();

		schema(MIGRATIONS, false).bringUpToDate();

		assertThat(lines("""
				MATCH (m:Message)
				WITH coalesce(m.userId, 'nobody') + ' ' + coalesce(m.channelKey, '-') + ' '
				  + coalesce(duration.inSeconds(m.sentAt, m.storedAt).seconds, '-') AS what, count(*) AS messages
				RETURN what + ': ' + messages AS line""")).containsExactlyInAnyOrder("bob whatsapp:1 1: 11000",
				"nobody - -: 1");
		assertThat(lines("""
				MATCH (v:Conversation)
				RETURN v.userId + ' ' + v.key + ' ' + coalesce(v.lastMessageAt.epochSeconds, '-') AS line"""))
			.containsExactlyInAnyOrder("bob whatsapp:1/john 11000", "bob whatsapp:2/john -");
		assertThat(lines("MATCH (c:Contact) RETURN c.id + ' ' + c.activeAt.epochSeconds AS line"))
			.containsExactlyInAnyOrder("john 11000", "mary 0");
	}

	@Test
	void namesTheLockThatAKilledInstanceLeft() {
		leaveALock();
		MigrationProperties impatient = new MigrationProperties(MIGRATIONS, Duration.ofMillis(500),
				Duration.ofMinutes(1), Duration.ofSeconds(30));

		assertThatExceptionOfType(GraphStartException.class)
			.isThrownBy(new GraphSchema(this.driver, impatient, false)::bringUpToDate)
			.withMessageContaining("or was killed while it did")
			.satisfies((refusal) -> assertThat(refusal.action()).contains("MATCH (lock:__Neo4jMigrationsLock)"));

		this.driver.executableQuery(Statement.read("release-migrations-lock")).execute();
	}

	@Test
	void releasesALeftLockWhereNobodyElseCanHoldIt() {
		leaveALock();

		assertThatNoException().isThrownBy(schema(MIGRATIONS, true)::bringUpToDate);
	}

	@Test
	void refusesAMigrationThatWasEditedAfterItRan(@TempDir Path edited) throws IOException {
		schema(MIGRATIONS, false).bringUpToDate();
		try (Stream<Path> files = Files.list(MIGRATIONS)) {
			for (Path file : files.toList()) {
				Files.writeString(edited.resolve(file.getFileName()),
						Files.readString(file) + "CREATE CONSTRAINT more FOR (n:More) REQUIRE n.key IS UNIQUE;");
			}
		}

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(schema(edited, false)::bringUpToDate)
			.withMessageContaining("A migration of " + edited)
			.satisfies((refusal) -> assertThat(refusal.action()).contains("write the change as a new file"));
	}

	@Test
	void saysWhichSettingsToLookAtWhenThePasswordIsWrong(Neo4jServer server) {
		try (Driver stranger = GraphDatabase.driver(server.uri(), AuthTokens.basic("neo4j", "wrong-password"))) {
			assertThatExceptionOfType(GraphStartException.class)
				.isThrownBy(new GraphSchema(stranger, properties(MIGRATIONS), false)::bringUpToDate)
				.withMessageContaining("refuses our user name or password")
				.satisfies((refusal) -> assertThat(refusal.action()).contains("NEO4J_PASSWORD"));
		}
	}

	@Test
	void saysWhichSettingsToLookAtWhenNobodyAnswers() {
		URI nobody = URI.create("bolt://127.0.0.1:" + LocalNeo4jServer.freePort());
		try (Driver driver = GraphDatabase.driver(nobody)) {
			assertThatExceptionOfType(GraphStartException.class)
				.isThrownBy(new GraphSchema(driver, properties(MIGRATIONS), false)::bringUpToDate)
				.withMessageContaining("does not answer")
				.satisfies((refusal) -> assertThat(refusal.action()).contains("NEO4J_URI"));
		}
	}

	private List<String> lines(String query) {
		return this.driver.executableQuery(query)
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("line").asString())
			.toList();
	}

	private GraphSchema schema(Path migrations, boolean alone) {
		return new GraphSchema(this.driver, properties(migrations), alone);
	}

	private static MigrationProperties properties(Path migrations) {
		return new MigrationProperties(migrations, Duration.ofSeconds(30), Duration.ofMinutes(1),
				Duration.ofSeconds(30));
	}

	/** A lock whose name is the library's own, so that nobody can take another. */
	private void leaveALock() {
		schema(MIGRATIONS, false).bringUpToDate();
		this.driver.executableQuery("CREATE (:__Neo4jMigrationsLock {id: 'left', name: 'John Doe'})").execute();
	}

	private long applied() {
		return this.driver.executableQuery("MATCH (n:__Neo4jMigration {version: '001'}) RETURN count(n) AS n")
			.execute()
			.records()
			.getFirst()
			.get("n")
			.asLong();
	}

}
