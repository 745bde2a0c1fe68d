package dev.switchboard.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Files that outlive the process, each complete or not there. */
class SpoolTests {

	private static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");

	@TempDir
	private Path directory;

	private final List<Spool> opened = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Spool spool : this.opened) {
			spool.close();
		}
	}

	@Test
	void keepsADeliveryAsAFileThatAPersonCanReadAndNothingElse() throws IOException {
		Spool spool = open();

		store(spool, bytes("{\"text\":\"für dich\"}"), "whatsapp", NOON);

		assertThat(files()).singleElement()
			.asString()
			.matches("20260601T120000\\.123Z-000001-whatsapp@app-1-[0-9a-f]{32}\\.json");
		assertThat(this.directory.resolve(files().getFirst())).hasContent("{\"text\":\"für dich\"}");
	}

	@Test
	void givesTheOldestFirstAlsoAfterARestart() throws IOException {
		Spool before = open();
		store(before, bytes("second"), "whatsapp", NOON);
		store(before, bytes("third"), "messenger", NOON);
		store(before, bytes("first"), "instagram", NOON.minusMillis(1));
		before.close();

		Spool after = open();

		assertThat(after.depth()).isEqualTo(3);
		assertThat(after.oldest(10)).map((name) -> after.read(name).orElseThrow())
			.extracting((delivery) -> new String(delivery.content(), StandardCharsets.UTF_8), SpooledDelivery::provider,
					SpooledDelivery::app, SpooledDelivery::receivedAt)
			.containsExactly(tuple("first", "instagram", "app-1", NOON.minusMillis(1)),
					tuple("second", "whatsapp", "app-1", NOON), tuple("third", "messenger", "app-1", NOON));
	}

	@Test
	void readsFilesThatTellNoApp() throws IOException {
		Spool before = open();
		before.store(new SpooledDelivery(bytes("{}"), "a-provider", null, NOON));
		before.close();
		assertThat(files().getFirst()).matches("20260601T120000\\.123Z-000001-a-provider-[0-9a-f]{32}\\.json");

		Spool after = open();

		assertThat(after.read(after.oldest(1).getFirst()).orElseThrow())
			.extracting(SpooledDelivery::provider, SpooledDelivery::app, SpooledDelivery::receivedAt)
			.containsExactly("a-provider", null, NOON);
	}

	@Test
	void keepsDeliveriesThatComeAtTheSameMomentApart() throws IOException {
		Spool spool = open();
		try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 200).forEach((i) -> threads.submit(() -> store(spool, bytes("same"), "whatsapp", NOON)));
		}

		assertThat(files()).hasSize(200);
		assertThat(spool.depth()).isEqualTo(200);
	}

	@Test
	void tellsHowLongTheOldestWaitsAndForgetsWhatIsRemoved() throws IOException {
		Spool spool = open();
		assertThat(spool.age()).isZero();
		store(spool, bytes("x"), "whatsapp", NOON.minusSeconds(90));
		store(spool, bytes("y"), "whatsapp", NOON);

		assertThat(spool.age()).isEqualTo(Duration.ofSeconds(90));
		assertThat(spool.bytes()).isEqualTo(2 * 4096);
		spool.oldest(10).forEach(spool::remove);

		assertThat(spool.age()).isZero();
		assertThat(spool.bytes()).isZero();
		assertThat(files()).isEmpty();
	}

	@Test
	void aPostponedDeliveryIsTriedMoreAndMoreSeldomWhileOthersGoThrough() {
		Spool spool = open();
		store(spool, bytes("x"), "whatsapp", NOON);
		String name = spool.oldest(1).getFirst();

		assertThat(spool.postpone(name, 5)).isOne();
		assertThat(spool.oldest(10)).isEmpty();
		assertThat(spool.due()).isEmpty();
		assertThat(spool.depth()).isOne();
		assertThat(spool.postpone(name, 5)).as("none has gone through since").isOne();
		assertThat(spool.postpone(name, 6)).isEqualTo(2);
		spool.remove(name);
		assertThat(spool.postponed()).isZero();
	}

	@Test
	void pausesGrowToFiveMinutes() {
		Optional<Postponed> postponed = Optional.empty();
		List<Long> pauses = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			postponed = Optional.of(Postponed.after(postponed, i, NOON));
			pauses.add(Duration.between(NOON, postponed.get().notBefore()).toSeconds());
		}

		assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
	}

	@Test
	void givesNoMoreAtATimeThanMayBeInMemoryButAlwaysOne() {
		Spool spool = open(DataSize.ofMegabytes(100), DataSize.ofBytes(0));
		for (int megabytes : List.of(17, 5, 5, 5, 5)) {
			store(spool, new byte[megabytes << 20], "whatsapp", NOON);
		}

		List<String> first = spool.oldest(10);
		assertThat(first).hasSize(1);
		spool.remove(first.getFirst());
		assertThat(spool.oldest(10)).hasSize(3);
		assertThat(spool.oldest(2)).hasSize(2);
	}

	@Test
	void givesEachToOneAtATime() {
		Spool spool = open();
		store(spool, bytes("x"), "whatsapp", NOON);
		String name = spool.oldest(1).getFirst();

		assertThat(spool.claim(name)).isTrue();
		assertThat(spool.claim(name)).isFalse();
		assertThat(spool.oldest(1)).isEmpty();
		spool.release(name);
		assertThat(spool.oldest(1)).containsExactly(name);
		spool.remove(name);

		assertThat(spool.claim(name)).isFalse();
	}

	@Test
	void setsATornFileAsideAndKeepsTheRest() throws IOException {
		Spool before = open();
		store(before, bytes("torn by a crash"), "whatsapp", NOON);
		store(before, bytes("whole"), "whatsapp", NOON.plusMillis(1));
		before.close();
		String torn = files().getFirst();
		Files.write(this.directory.resolve(torn), bytes("torn by"));
		Spool spool = open();

		assertThat(spool.read(torn)).isEmpty();

		assertThat(files()).hasSize(1).doesNotContain(torn);
		assertThat(this.directory.resolve("set-aside").resolve(torn)).hasContent("torn by");
		assertThat(spool.depth()).isOne();
		assertThat(spool.bytes()).isEqualTo(4096);
		assertThat(spool.read(spool.oldest(1).getFirst())).isPresent();
	}

	@Test
	void setsAFileOfAnotherNameAsideAndOneThatIsGoneCountsNoMore() throws IOException {
		Files.write(this.directory.resolve("notes.json"), bytes("{}"));
		Spool spool = open();
		store(spool, bytes("x"), "whatsapp", NOON);
		String gone = spool.oldest(1).getFirst();
		Files.delete(this.directory.resolve(gone));

		assertThat(spool.read(gone)).isEmpty();
		assertThat(spool.read("notes.json")).isEmpty();

		assertThat(spool.depth()).isZero();
		assertThat(this.directory.resolve("set-aside/notes.json")).exists();
	}

	@Test
	void forgetsWhatWasBeingWrittenWhenTheProcessEnded() throws IOException {
		Files.write(this.directory.resolve("20260601T120000.123Z-000001-whatsapp-00.json.tmp"), bytes("half"));

		Spool spool = open();

		assertThat(spool.depth()).isZero();
		assertThat(this.directory).isDirectoryNotContaining((file) -> file.toString().endsWith(".tmp"));
	}

	@Test
	void writesIntoTheEmptiedFilesOfThoseThatAreStored() throws IOException {
		Spool spool = open();
		store(spool, bytes("a long delivery"), "whatsapp", NOON);
		store(spool, bytes("another one"), "whatsapp", NOON);
		spool.oldest(2).forEach(spool::remove);

		assertThat(files()).isEmpty();
		assertThat(spares()).hasSize(2).allSatisfy((spare) -> assertThat(spare).isEmptyFile());

		store(spool, bytes("short"), "whatsapp", NOON);

		assertThat(spares()).hasSize(1);
		assertThat(this.directory.resolve(files().getFirst())).hasContent("short");
		assertThat(spool.read(files().getFirst()).orElseThrow().content()).isEqualTo(bytes("short"));
	}

	@Test
	void takesOverTheEmptiedFilesOfTheProcessBeforeEvenThoseItHadNotEmptied() throws IOException {
		Spool before = open();
		store(before, bytes("{}"), "whatsapp", NOON);
		before.remove(before.oldest(1).getFirst());
		before.close();
		Files.writeString(spares().getFirst(), "half a delivery, longer than the next one");

		Spool spool = open();

		assertThat(spares()).singleElement().satisfies((spare) -> assertThat(spare).isEmptyFile());
		store(spool, bytes("short"), "whatsapp", NOON);
		assertThat(spares()).isEmpty();
		assertThat(this.directory.resolve(files().getFirst())).hasContent("short");
	}

	@Test
	void refusesWhatIsMoreThanItsSizeAndTakesItWhenThereIsRoomAgain() throws IOException {
		Spool spool = open(DataSize.ofKilobytes(8), DataSize.ofBytes(0));
		store(spool, bytes("a"), "whatsapp", NOON);
		store(spool, bytes("b"), "whatsapp", NOON);

		assertThatExceptionOfType(SpoolException.class).isThrownBy(() -> store(spool, bytes("c"), "whatsapp", NOON));
		assertThat(files()).hasSize(2);
		spool.remove(spool.oldest(1).getFirst());
		store(spool, bytes("c"), "whatsapp", NOON);

		assertThat(spool.depth()).isEqualTo(2);
	}

	@Test
	void leavesTheDiskItsFreeSpace() throws IOException {
		Spool spool = open(DataSize.ofGigabytes(1), DataSize.ofTerabytes(1000));

		assertThatExceptionOfType(SpoolException.class).isThrownBy(() -> store(spool, bytes("a"), "whatsapp", NOON));
		assertThat(files()).isEmpty();
		assertThat(spool.bytes()).isZero();
	}

	@Test
	void leavesNothingOfADeliveryThatTheDiskRefuses() throws IOException {
		Spool spool = open();
		Files.delete(this.directory.resolve("set-aside"));
		Files.delete(this.directory.resolve("spare"));
		Files.delete(this.directory.resolve(".lock"));
		Files.delete(this.directory);

		assertThatExceptionOfType(SpoolException.class).isThrownBy(() -> store(spool, bytes("a"), "whatsapp", NOON));
		Files.createDirectory(this.directory);
		store(spool, bytes("b"), "whatsapp", NOON);

		assertThat(spool.depth()).isOne();
	}

	@Test
	void doesNotOpenWhereItCannotWriteAndSaysWhere() throws IOException {
		Path file = Files.createFile(this.directory.resolve("file"));

		assertThatExceptionOfType(SpoolException.class).isThrownBy(() -> new Spool(properties(file), clock()))
			.withMessageContaining(file.toString());
	}

	@Test
	void belongsToOneProcessAtATime() throws IOException {
		open();

		assertThatExceptionOfType(SpoolException.class).isThrownBy(this::open)
			.withMessageContaining("another process uses it");
	}

	private static void store(Spool spool, byte[] content, String provider, Instant receivedAt) {
		spool.store(new SpooledDelivery(content, provider, "app-1", receivedAt));
	}

	private Spool open() {
		return open(DataSize.ofMegabytes(10), DataSize.ofBytes(0));
	}

	private Spool open(DataSize maxSize, DataSize minFree) {
		Spool spool = new Spool(new SpoolProperties(this.directory, maxSize, minFree, 1), clock());
		this.opened.add(spool);
		return spool;
	}

	private static SpoolProperties properties(Path directory) {
		return new SpoolProperties(directory, DataSize.ofMegabytes(10), DataSize.ofBytes(0), 1);
	}

	private static Clock clock() {
		return Clock.fixed(NOON, ZoneOffset.UTC);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".json"))
				.sorted()
				.toList();
		}
	}

	private List<Path> spares() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("spare"))) {
			return files.toList();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
