package dev.switchboard.schema;

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
import dev.switchboard.FreePorts;
import dev.switchboard.Neo4jServer;
import dev.switchboard.ConcurrentNeo4jTest;
import dev.switchboard.cypher.CypherResource;
import dev.switchboard.localneo4j.GraphStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ConcurrentNeo4jTest
class GraphSchemaIT {

	private static final Path MIGRATIONS = Path.of("cypher/migrations");

	private final Driver driver;

	GraphSchemaIT(Driver driver) {
		this.driver = driver;
	}

	/** As on a new database: neither our constraints nor those of the migrations. */
	private void nothingHasRun() {
		new Migrations(MigrationsConfig.defaultConfig(), this.driver).clean(true);
		this.driver.executableQuery("SHOW CONSTRAINTS YIELD name")
			.execute()
			.records()
			.forEach(
					(row) -> this.driver.executableQuery("DROP CONSTRAINT " + row.get("name").asString() + " IF EXISTS")
						.execute());
	}

	/** All but those that begin with a new database; it takes long to migrate. */
	@BeforeAll
	@AfterAll
	static void everythingHasRun(Driver driver) {
		new GraphSchema(driver, properties(MIGRATIONS), false).bringUpToDate();
	}

	@Test
	void manyInstancesMayStartAtOnce() {
		nothingHasRun();
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

		assertThat(applied()).isOne();
	}

	@Test
	void completesWhatWasStoredBeforeListsReadIt() {
		nothingHasRun();
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
	void completesWhatTellsWhetherAConversationIsAnswered() {
		nothingHasRun();
		this.driver.executableQuery(
				"""
						UNWIND [['asked', null, [1, 5]], ['answered', 5, [1, 5]], ['asked again', 3, [1, 5]], ['told', 3, []]] AS one
						CREATE (v:Conversation {key: 'whatsapp:1/' + one[0], answeredAt: CASE WHEN one[1] IS NULL THEN null ELSE datetime({epochSeconds: one[1]}) END})
						WITH v, one
						UNWIND one[2] AS at
						CREATE (v)<-[:PART_OF]-(:Message {key: v.key + at, direction: 'inbound', sentAt: datetime({epochSeconds: at})})
						CREATE (v)<-[:PART_OF]-(:Message {key: v.key + 'out' + at, direction: 'outbound', sentAt: datetime()})""")
			.execute();

		schema(MIGRATIONS, false).bringUpToDate();

		assertThat(lines("""
				MATCH (v:Conversation)
				RETURN v.key + ' ' + coalesce(v.lastInboundAt.epochSeconds, '-') + ' '
				  + coalesce(v.unansweredSince.epochSeconds, '-') AS line""")).containsExactlyInAnyOrder(
				"whatsapp:1/asked 5 5", "whatsapp:1/answered 5 -", "whatsapp:1/asked again 5 5", "whatsapp:1/told - -");
	}

	@Test
	void completesWhatFailuresAreCountedBy() {
		nothingHasRun();
		this.driver.executableQuery("""
				CREATE (:Message {key: 'whatsapp:1/a/b', id: 'a/b', userId: 'bob', failedAt: datetime()})
				CREATE (:Message {key: 'whatsapp:1/c', id: 'c', userId: 'bob'})""").execute();

		schema(MIGRATIONS, false).bringUpToDate();

		assertThat(lines("MATCH (m:Message) RETURN m.id + ' ' + coalesce(m.failedFor, '-') AS line"))
			.containsExactlyInAnyOrder("a/b bob/whatsapp:1", "c -");
	}

	@Test
	void completesOwnershipsAndKeysThatWereThereBefore() {
		nothingHasRun();
		this.driver.executableQuery(
				"""
						CREATE (ann:User {id: 'ann'}), (bob:User {id: 'bob'}), (cat:User {id: 'cat'})
						CREATE (ch:Channel {key: 'whatsapp:1', userId: 'bob', connectedAt: datetime('2026-03-01T00:00Z'),
						  lastOwner: 'ann', lastOwnedUntil: datetime('2026-02-01T00:00Z'), businessAccountId: '104'})
						CREATE (bob)-[:OWNS]->(ch), (ann)-[:OWNED]->(ch), (cat)-[:OWNED]->(ch)
						CREATE (:Message {key: 'whatsapp:1/cats', id: 'cats', userId: 'cat', channelKey: 'whatsapp:1', type: 'text',
						  sentAt: datetime('2026-01-01T00:00Z'), receivedAt: datetime('2026-01-01T00:00Z')})
						CREATE (anns:Message {key: 'whatsapp:1/anns', id: 'anns', userId: 'ann', type: 'text'})
						CREATE (bobs:Message {key: 'whatsapp:1/bobs', id: 'bobs', userId: 'bob', type: 'text'})
						CREATE (:Message {key: 'whatsapp:1/stub', id: 'stub'})
						CREATE (bobs)-[:HAS_ATTACHMENT]->(:Attachment {key: 'whatsapp:1/bobs/0'})
						CREATE (ad:Ad {key: 'whatsapp:1/7', sourceId: '7', headline: 'Shoes'})
						CREATE (anns)-[:CAME_FROM {clickId: 'a'}]->(ad), (bobs)-[:CAME_FROM {clickId: 'b'}]->(ad)
						CREATE (ch)-[:REPORTED]->(:ChannelEvent {key: 'whatsapp:1/k/1', lastAt: datetime('2026-01-15T00:00Z')})
						CREATE (ch)-[:REPORTED]->(:ChannelEvent {key: 'whatsapp:1/k/2', lastAt: datetime('2026-03-15T00:00Z')})
						CREATE (:HeldEvent {id: 'h', reason: 'former-owner', channelKey: 'whatsapp:1', attempts: 3})""")
			.execute();

		schema(MIGRATIONS, false).bringUpToDate();

		assertThat(lines("""
				MATCH (u:User)-[o:OWNS|OWNED]->(ch:Channel)
				RETURN u.id + ' ' + type(o) + ' ' + toString(o.since) + ' ' + coalesce(toString(o.until), '-') + ' '
				  + coalesce(o.businessAccountId, '-') AS line ORDER BY line""")).containsExactly(
				"ann OWNED 2026-01-01T00:00:00.001Z 2026-02-01T00:00:00Z 104", "bob OWNS 2026-02-01T00:00:00Z - -",
				"cat OWNED 1970-01-01T00:00:00Z 2026-01-01T00:00:00.001Z 104");
		assertThat(lines("""
				MATCH (n:Message|Attachment|Ad|ChannelEvent) RETURN n.key AS line ORDER BY line""")).containsExactly(
				"ann/whatsapp:1/7", "ann/whatsapp:1/anns", "ann/whatsapp:1/k/1", "bob/whatsapp:1/7",
				"bob/whatsapp:1/bobs", "bob/whatsapp:1/bobs/0", "bob/whatsapp:1/k/2", "bob/whatsapp:1/stub",
				"cat/whatsapp:1/cats");
		assertThat(lines("""
				MATCH (m:Message)-[from:CAME_FROM]->(ad:Ad)
				RETURN m.userId + ' ' + from.clickId + ' ' + ad.key + ' ' + ad.headline AS line ORDER BY line"""))
			.containsExactly("ann a ann/whatsapp:1/7 Shoes", "bob b bob/whatsapp:1/7 Shoes");
		assertThat(lines("MATCH (h:HeldEvent) RETURN h.reason + ' ' + h.attempts AS line"))
			.containsExactly("unknown-channel 1");
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

		this.driver.executableQuery(CypherResource.read(GraphSchema.class, "release-migrations-lock")).execute();
	}

	@Test
	void releasesALeftLockWhereNobodyElseCanHoldIt() {
		leaveALock();

		assertThatNoException().isThrownBy(schema(MIGRATIONS, true)::bringUpToDate);
	}

	@Test
	void refusesAMigrationThatWasEditedAfterItRan(@TempDir Path edited) throws IOException {
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
		URI nobody = URI.create("bolt://127.0.0.1:" + FreePorts.next());
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
