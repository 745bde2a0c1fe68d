package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.cypher.GraphUnavailableException;
import dev.switchboard.inbox.Messages.Wanted;
import dev.switchboard.user.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks the graph once a second for what was stored, whichever copy did, for all streams
 * of this copy together; and not at all while there are none.
 */
@Component
class StreamPoll {

	private static final Logger logger = LoggerFactory.getLogger(StreamPoll.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private static final int POLLS_PER_LOG_IN_CHECK = 5;

	/**
	 * Most messages of one user that are looked at. A user who gets more of them within
	 * the time of settling is told the newest later, by that time at most.
	 */
	private static final int MOST = 10_000;

	private final StreamSubscribers listeners;

	private final Messages messages;

	private final Reader reader;

	private final Credentials logIns;

	private final Duration settling;

	private final ScheduledExecutorService executor = Executors
		.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("stream-poll").factory());

	private int polls;

	private boolean failing;

	StreamPoll(StreamSubscribers listeners, Messages messages, Reader reader, Credentials logIns,
			InboxProperties properties) {
		this.listeners = listeners;
		this.messages = messages;
		this.reader = reader;
		this.logIns = logIns;
		this.settling = properties.settling();
	}

	@PostConstruct
	void start() {
		this.executor.scheduleWithFixedDelay(this::run, INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	@PreDestroy
	void stop() {
		this.executor.shutdownNow();
	}

	/** What somebody who begins to listen now need not be given. */
	StoredMessages present(String userId) {
		return find(Set.of(new Position(userId, null))).values()
			.stream()
			.findAny()
			.orElseThrow(() -> new IllegalStateException("a user who has logged in is not there"));
	}

	// Thrown from here, an exception would make this the last poll.
	private void run() {
		try {
			poll();
			if (this.failing) {
				logger.info("streams go on");
			}
			this.failing = false;
		}
		catch (GraphUnavailableException | GraphBusyException ex) {
			if (!this.failing) {
				logger.warn("streams wait: {}", ex.getMessage());
			}
			this.failing = true;
		}
		catch (RuntimeException ex) {
			if (!this.failing) {
				logger.error("streams wait, because of a mistake of ours", ex);
			}
			this.failing = true;
		}
	}

	private void poll() {
		List<StreamSubscriber> open = this.listeners.all();
		if (open.isEmpty()) {
			return;
		}
		if (this.polls++ % POLLS_PER_LOG_IN_CHECK == 0) {
			endLoggedOut(open);
		}
		Map<Position, List<StreamSubscriber>> byPosition = open.stream()
			.filter(StreamSubscriber::hasRoom)
			.collect(Collectors.groupingBy(Position::of));
		Map<StreamSubscriber, StoredMessages> next = new HashMap<>();
		find(byPosition.keySet()).forEach((position, found) -> byPosition.get(position)
			.forEach((listener) -> next.put(listener, listener.next(found))));
		Map<Wanted, Message> messages = show(next);
		next.forEach(
				(listener, found) -> listener.give(found, (key) -> messages.get(new Wanted(listener.userId(), key))));
	}

	private Map<Position, StoredMessages> find(Set<Position> positions) {
		return this.reader
			.read("inbox/find-stored",
					Map.of("positions", positions.stream().map(Position::parameters).toList(), "settling",
							this.settling, "limit", MOST))
			.stream()
			.collect(Collectors.toMap(Position::of, (row) -> StoredMessages.of(row, MOST, this.settling)));
	}

	private Map<Wanted, Message> show(Map<StreamSubscriber, StoredMessages> next) {
		Set<Wanted> wanted = new HashSet<>();
		next.forEach((listener, found) -> found.stored()
			.forEach((stored) -> wanted.add(new Wanted(listener.userId(), stored.key()))));
		return wanted.isEmpty() ? Map.of() : this.messages.show(wanted);
	}

	private void endLoggedOut(List<StreamSubscriber> open) {
		var ended = this.logIns.ended(open.stream().map(StreamSubscriber::logIn).collect(Collectors.toSet()));
		open.stream().filter((listener) -> ended.contains(listener.logIn())).forEach(StreamSubscriber::end);
	}

	/**
	 * From where on a user's messages are wanted. Streams that have been given everything
	 * are at the same position.
	 */
	private record Position(String userId, Instant after) {

		static Position of(StreamSubscriber listener) {
			return new Position(listener.userId(), listener.position());
		}

		static Position of(GraphRecord row) {
			return new Position(row.text("userId"), row.time("after"));
		}

		Map<String, Object> parameters() {
			Map<String, Object> parameters = new HashMap<>();
			parameters.put("userId", this.userId);
			parameters.put("after", (this.after != null) ? this.after.atZone(ZoneOffset.UTC) : null);
			return parameters;
		}

	}

}
