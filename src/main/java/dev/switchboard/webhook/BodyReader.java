package dev.switchboard.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import org.springframework.http.HttpStatus;

/**
 * Reads one body into memory, within its limits and within what all requests together may
 * take. Anybody can send a body; only when it is complete can its signature be checked.
 */
class BodyReader {

	static final int CHUNK = 16 * 1024;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);

	private final WebhookProperties limits;

	private final Semaphore room;

	private int chunksHeld;

	/**
	 * Prepares for one body.
	 * @param limits its limits
	 * @param room chunks that all bodies together may still take
	 */
	BodyReader(WebhookProperties limits, Semaphore room) {
		this.limits = limits;
		this.room = room;
	}

	/**
	 * Reads to the end or to the first limit.
	 * @param declared length that the sender says; not a positive number when it says
	 * none
	 * @return the answer to give instead of going on, or empty
	 */
	Optional<HttpStatus> read(InputStream from, long declared) throws IOException {
		long deadline = System.nanoTime() + this.limits.bodyTimeout().toNanos();
		byte[] chunk = new byte[(declared > 0) ? (int) Math.min(declared, CHUNK) : CHUNK];
		for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
			this.body.write(chunk, 0, length);
			if (this.body.size() > this.limits.bodyLimit().toBytes()) {
				return Optional.of(HttpStatus.PAYLOAD_TOO_LARGE);
			}
			if (System.nanoTime() > deadline) {
				return Optional.of(HttpStatus.REQUEST_TIMEOUT);
			}
			if (!takeRoom()) {
				return Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
			}
		}
		return Optional.empty();
	}

	// The first chunk is free: an ordinary delivery fits into it, and gets through
	// however many large bodies are on their way.
	private boolean takeRoom() {
		int wanted = (this.body.size() - 1) / CHUNK - this.chunksHeld;
		if (wanted > 0 && !this.room.tryAcquire(wanted)) {
			return false;
		}
		this.chunksHeld += Math.max(wanted, 0);
		return true;
	}

	byte[] bytes() {
		return this.body.toByteArray();
	}

	/** Gives the room back, once the body is not needed any more. */
	void release() {
		this.room.release(this.chunksHeld);
		this.chunksHeld = 0;
	}

}
