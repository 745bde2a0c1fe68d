package dev.switchboard.kafka;

import java.time.Duration;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the graph is back after somebody found it away. It asks in a thread of
 * its own, because the consumers' threads must go on polling, or Kafka takes their
 * partitions from them.
 */
final class GraphWatch implements Predicate<Object>, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GraphWatch.class);

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Runnable question;

	private Thread watch;

	private volatile boolean away;

	/**
	 * Takes the graph for present.
	 * @param question throws when the graph does not answer
	 */
	GraphWatch(Runnable question) {
		this.question = question;
	}

	/** Whether there is nothing to wait for, which is what Camel asks of it. */
	@Override
	public boolean test(Object ignored) {
		return !this.away;
	}

	/** Somebody has found the graph away, or too busy. */
	synchronized void away() {
		if (!this.away) {
			this.away = true;
			this.watch = Thread.ofVirtual().name("graph-watch").start(this::watch);
		}
	}

	private void watch() {
		try {
			do {
				Thread.sleep(INTERVAL);
			}
			while (!answers());
			this.away = false;
			logger.info("the graph answers: the consumers go on");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean answers() {
		try {
			this.question.run();
			return true;
		}
		catch (RuntimeException ex) {
			logger.debug("the graph is still away", ex);
			return false;
		}
	}

	@Override
	public synchronized void close() {
		if (this.watch != null) {
			this.watch.interrupt();
		}
	}

}
