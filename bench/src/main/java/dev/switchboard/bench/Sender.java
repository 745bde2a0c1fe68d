package dev.switchboard.bench;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * Sends requests over its connections. A connection that the server closes is replaced.
 * Everything here runs on the one thread of the event loop, so nothing is locked.
 */
class Sender {

	private final EventLoop loop;

	private final Dialer dialer;

	private final SignedRequests requests;

	private final int size;

	private final Tally tally;

	// First come, first served: a connection that is left idle is closed by the server.
	private final Queue<Connection> idle = new ArrayDeque<>();

	private final CompletableFuture<Void> allOpen = new CompletableFuture<>();

	private final CompletableFuture<Void> allSent = new CompletableFuture<>();

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private Pace pace;

	private int connections;

	private int position;

	private int underWay;

	private boolean ended;

	private boolean waiting;

	Sender(EventLoop loop, InetSocketAddress server, SignedRequests requests, int size, Tally tally) {
		this.loop = loop;
		this.requests = requests;
		this.size = size;
		this.tally = tally;
		this.dialer = new Dialer(loop, server, () -> new Connection(this));
	}

	/**
	 * Opens connections.
	 * @param connections how many
	 * @return completed when all are open
	 */
	CompletableFuture<Void> open(int connections) {
		this.loop.execute(() -> {
			this.connections = connections;
			for (int i = 0; i < connections; i++) {
				this.dialer.dial();
			}
		});
		return this.allOpen;
	}

	/**
	 * Sends from now on.
	 * @param pace when
	 * @return completed when the last request is on its way
	 */
	CompletableFuture<Void> start(Pace pace) {
		this.loop.execute(() -> {
			this.pace = pace;
			send();
		});
		return this.allSent;
	}

	/** Sends no more; what is returned completes when nothing is under way. */
	CompletableFuture<Void> end() {
		this.loop.execute(() -> {
			this.ended = true;
			this.dialer.end();
			settle();
		});
		return this.settled;
	}

	/** Counts as lost what is still under way. */
	void giveUp() {
		for (; this.underWay > 0; this.underWay--) {
			this.tally.lost();
		}
	}

	/** How many requests have been sent. */
	int sent() {
		return this.position;
	}

	void ready(Connection connection) {
		this.idle.add(connection);
		if (this.pace != null) {
			send();
		}
		else if (this.idle.size() == this.connections) {
			this.allOpen.complete(null);
		}
	}

	void answered(int number, long since, int status) {
		this.underWay--;
		this.tally.answered(number, since, status);
		settle();
	}

	void closed(Connection connection, boolean unanswered) {
		this.idle.remove(connection);
		if (unanswered) {
			this.underWay--;
			this.tally.lost();
			settle();
		}
		this.dialer.dial();
	}

	private void send() {
		while (!this.ended && this.position < this.size && !this.idle.isEmpty()) {
			long now = System.nanoTime();
			long due = this.pace.due(this.position, now);
			if (due > now) {
				sendLater(due - now);
				return;
			}
			this.underWay++;
			this.idle.remove().send(this.requests.number(this.position), this.requests.get(this.position), due);
			this.position++;
		}
		if (this.position == this.size) {
			this.allSent.complete(null);
		}
	}

	private void sendLater(long nanos) {
		if (!this.waiting) {
			this.waiting = true;
			this.loop.schedule(() -> {
				this.waiting = false;
				send();
			}, nanos, TimeUnit.NANOSECONDS);
		}
	}

	private void settle() {
		if (this.ended && this.underWay == 0) {
			this.settled.complete(null);
		}
	}

}
