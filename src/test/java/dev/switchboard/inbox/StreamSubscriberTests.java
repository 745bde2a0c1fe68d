package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.inbox.StoredMessages.Stored;
import dev.switchboard.inbox.StreamSubscriber.StreamEvent;
import dev.switchboard.user.Credential;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamSubscriberTests {

	private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

	private static final Function<String, Message> MESSAGES = StreamSubscriberTests::message;

	private final StreamSubscriber listener = new StreamSubscriber("bob", new Credential("a session", null),
			new StoredMessages(List.of(stored("old", 1)), START));

	@Test
	void isGivenWhatWasStoredSinceItBegan() {
		give(new StoredMessages(List.of(stored("old", 1), stored("new", 2)), START));

		assertThat(taken()).containsExactly("new");
	}

	@Test
	void isGivenAMessageOnce() {
		StoredMessages found = new StoredMessages(List.of(stored("a", 2), stored("b", 3)), START);

		give(found);
		give(found);

		assertThat(taken()).containsExactly("a", "b");
	}

	@Test
	void isGivenWhatBecomesVisibleBehindALaterOne() {
		give(new StoredMessages(List.of(stored("later", 9)), START));
		give(new StoredMessages(List.of(stored("slow", 2), stored("later", 9)), START));

		assertThat(taken()).containsExactly("later", "slow");
	}

	@Test
	void isGivenWhatBecomesVisibleBehindMoreThanThereIsRoomFor() {
		List<Stored> burst = IntStream.range(1, 1001).mapToObj((i) -> stored("m" + i, i)).toList();
		Instant settled = START.plusSeconds(100);
		List<String> all = new ArrayList<>();

		give(new StoredMessages(burst, settled));
		all.addAll(taken());
		List<Stored> later = Stream.concat(burst.stream(), Stream.of(stored("slow", 101)))
			.sorted(Comparator.comparing(Stored::time))
			.toList();
		for (int polls = 0; polls < 10; polls++) {
			give(new StoredMessages(
					later.stream().filter((stored) -> !stored.time().isBefore(this.listener.position())).toList(),
					settled));
			all.addAll(taken());
		}

		assertThat(all).contains("slow").hasSize(1001).doesNotHaveDuplicates();
	}

	@Test
	void anEventTellsFromWhenOnNotEverythingWasGivenBeforeIt() throws InterruptedException {
		give(new StoredMessages(List.of(stored("a", 2)), START.plusSeconds(1)));
		give(new StoredMessages(List.of(stored("a", 2), stored("b", 9)), START.plusSeconds(5)));

		assertThat(take().position()).isEqualTo(START);
		assertThat(take().position()).isEqualTo(START.plusSeconds(1));
		assertThat(take()).isEqualTo(new StreamEvent(START.plusSeconds(5), null));
	}

	@Test
	void leavesInTheGraphWhatASlowReaderHasNoRoomFor() {
		StoredMessages much = new StoredMessages(IntStream.range(1, 1001).mapToObj((i) -> stored("m" + i, i)).toList(),
				START.plusSeconds(960));

		List<String> all = new ArrayList<>();
		while (all.size() < 1000) {
			give(new StoredMessages(much.stored()
				.stream()
				.filter((stored) -> !stored.time().isBefore(this.listener.position()))
				.toList(), much.upTo()));
			assertThat(this.listener.hasRoom()).isEqualTo(all.size() + 256 > 1000);
			all.addAll(taken());
		}

		assertThat(all).isEqualTo(much.stored().stream().map(Stored::key).toList());
		assertThat(this.listener.position()).isEqualTo(START.plusSeconds(960));
	}

	@Test
	void leavesOutWhatIsGoneMeanwhile() {
		StoredMessages next = this.listener
			.next(new StoredMessages(List.of(stored("gone", 2), stored("there", 3)), START));
		this.listener.give(next, (key) -> key.equals("gone") ? null : message(key));

		assertThat(taken()).containsExactly("there");
	}

	@Test
	void endsAtOnceWhateverWaits() throws InterruptedException {
		give(new StoredMessages(IntStream.range(1, 1001).mapToObj((i) -> stored("m" + i, i)).toList(), START));

		this.listener.end();

		assertThat(this.listener.take(Duration.ofMinutes(1))).isNull();
	}

	@Test
	void isAsFarAsEverythingThatSurelyWasFound() {
		GraphRecord full = row(IntStream.range(0, 3).mapToObj((i) -> stored("m" + i, i)).toList());

		assertThat(StoredMessages.of(full, 3, Duration.ofSeconds(40)).upTo()).isEqualTo(START.plusSeconds(2));
		assertThat(StoredMessages.of(full, 4, Duration.ofSeconds(40)).upTo()).isEqualTo(START.plusSeconds(60));
		assertThat(StoredMessages.of(full, 3, Duration.ofSeconds(99)).upTo()).isEqualTo(START.plusSeconds(1));
	}

	private void give(StoredMessages found) {
		this.listener.give(this.listener.next(found), MESSAGES);
	}

	private StreamEvent take() throws InterruptedException {
		return this.listener.take(Duration.ofMillis(1));
	}

	private List<String> taken() {
		try {
			List<String> taken = new ArrayList<>();
			for (StreamEvent event = take(); event.message() != null; event = take()) {
				taken.add(event.message().text());
			}
			return taken;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stored stored(String key, int seconds) {
		return new Stored(key, START.plusSeconds(seconds));
	}

	private static GraphRecord row(List<Stored> stored) {
		return new GraphRecord(Map.of("now", START.plusSeconds(100).atZone(ZoneOffset.UTC), "stored",
				stored.stream()
					.map((message) -> Map.of("key", message.key(), "storedAt", message.time().atZone(ZoneOffset.UTC)))
					.toList()));
	}

	private static Message message(String text) {
		return new Message(text, null, null, null, null, null, text, null, null, null, null, null, null, null, false,
				false, null, List.of(), false, false, false, null, null, MessageContent.NONE);
	}

}
