package dev.switchboard.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;

/** One run of the load generator: a thread of its own, and connections that are open. */
final class Load implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration REPORTED = Duration.ofSeconds(10);

	private final NioEventLoopGroup threads = new NioEventLoopGroup(1);

	private final EventLoop loop = this.threads.next();

	private final Tally tally;

	private final Sender sender;

	private CompletableFuture<Void> allSent;

	/**
	 * Opens the connections.
	 * @param port where the server listens
	 * @param connections how many
	 * @param requests what to send
	 * @param size how many of them
	 * @param accepted takes the numbers of the deliveries that are answered 200
	 */
	Load(int port, int connections, SignedRequests requests, int size, BitSet accepted) {
		this.tally = new Tally(accepted);
		this.sender = new Sender(this.loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), requests,
				size, this.tally);
		Wait.until(this.sender.open(connections), PATIENCE,
				"%d connections to port %d were not open".formatted(connections, port));
	}

	void start(Pace pace) {
		this.allSent = this.sender.start(pace);
	}

	/**
	 * Lets time pass while it sends, and prints how the rate develops.
	 * @param time how long
	 * @return the mean rate
	 */
	double warmUp(Duration time) {
		double answered = 0;
		for (Duration left = time; left.isPositive(); left = left.minus(REPORTED)) {
			Duration part = (left.compareTo(REPORTED) < 0) ? left : REPORTED;
			beginCounting();
			Wait.pass(part);
			endCounting();
			System.out.printf("  warming up: %,.0f/s%n", this.tally.perSecond());
			answered += this.tally.count();
		}
		return answered / time.toSeconds();
	}

	void beginCounting() {
		onLoop(this.tally::begin);
	}

	void endCounting() {
		onLoop(this.tally::end);
	}

	Tally tally() {
		return this.tally;
	}

	/** Whether nothing was left to send, so that the load was less than it should be. */
	boolean ranOut() {
		return this.allSent.isDone();
	}

	void awaitAllSent(Duration expected) {
		Wait.until(this.allSent, expected.plus(PATIENCE), "The deliveries were not all sent");
	}

	/**
	 * Sends no more and waits for the answers that are due.
	 * @return how many requests were sent
	 */
	int end() {
		if (!Wait.reached(this.sender.end(), PATIENCE)) {
			onLoop(this.sender::giveUp);
		}
		return this.sender.sent();
	}

	private void onLoop(Runnable task) {
		this.loop.submit(task).syncUninterruptibly();
	}

	@Override
	public void close() {
		this.threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

}
