package dev.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.switchboard.inbox.StoredMessages.Stored;
import dev.switchboard.user.Credential;

/**
 * One open stream: how far it is, and what waits to be written to it. A message becomes
 * visible some time after the moment that it bears, so what was stored lately is looked
 * at again and again, and what of it the stream was given is remembered.
 */
final class StreamSubscriber {

	/**
	 * When the reader is slower, the rest stays in the graph until there is room again.
	 */
	private static final int ROOM = 256;

	private static final StreamEvent END = new StreamEvent(null, null);

	private final String userId;

	private final Credential logIn;

	private final BlockingQueue<StreamEvent> waiting = new LinkedBlockingQueue<>(ROOM + 1);

	private final Map<String, Instant> given = new HashMap<>();

	private volatile Instant position;

	private volatile boolean ended;

	/**
	 * A stream that goes on from a position.
	 * @param logIn what its reader was let in by
	 */
	StreamSubscriber(String userId, Credential logIn, Instant position) {
		this.userId = userId;
		this.logIn = logIn;
		this.position = position;
	}

	/** A stream that begins behind what is there already. */
	StreamSubscriber(String userId, Credential logIn, StoredMessages present) {
		this(userId, logIn, present.upTo());
		present.stored().forEach((stored) -> this.given.put(stored.key(), stored.time()));
	}

	String userId() {
		return this.userId;
	}

	Credential logIn() {
		return this.logIn;
	}

	/** All that was stored before this time was given to the stream. */
	Instant position() {
		return this.position;
	}

	boolean hasRoom() {
		return room() > 0;
	}

	/**
	 * What of it to give next, as far as there is room, and how far the stream then is.
	 */
	StoredMessages next(StoredMessages found) {
		int room = room();
		List<Stored> next = new ArrayList<>();
		for (Stored stored : found.stored()) {
			if (!this.given.containsKey(stored.key())) {
				if (next.size() == room) {
					return found.until(next, stored.time());
				}
				next.add(stored);
			}
		}
		return new StoredMessages(next, found.upTo());
	}

	/**
	 * Gives what {@link #next(StoredMessages)} told.
	 * @param messages knows them; one that is gone meanwhile is left out
	 */
	void give(StoredMessages next, Function<String, Message> messages) {
		for (Stored stored : next.stored()) {
			Message message = messages.apply(stored.key());
			if (message != null) {
				this.waiting.add(new StreamEvent(this.position, message));
			}
			this.given.put(stored.key(), stored.time());
		}
		if (next.upTo().isAfter(this.position)) {
			this.given.values().removeIf((time) -> time.isBefore(next.upTo()));
			this.position = next.upTo();
		}
	}

	/** Lets the stream end at once. */
	void end() {
		this.ended = true;
		// Wakes the thread that waits in take(). A full queue needs no END: nobody waits.
		this.waiting.offer(END);
	}

	/**
	 * Waits for what is to be written next.
	 * @return the message; without one, just how far the stream is; null when it has
	 * ended
	 */
	StreamEvent take(Duration patience) throws InterruptedException {
		// Read first: what was given until then is written before the position is.
		Instant reached = this.position;
		StreamEvent event = this.waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
		if (this.ended) {
			return null;
		}
		return (event != null) ? event : new StreamEvent(reached, null);
	}

	private int room() {
		return Math.max(0, ROOM - this.waiting.size());
	}

	/**
	 * What is written to a stream.
	 *
	 * @param position all that was stored before it was written earlier
	 * @param message a new message, or null
	 */
	record StreamEvent(Instant position, Message message) {
	}

}
