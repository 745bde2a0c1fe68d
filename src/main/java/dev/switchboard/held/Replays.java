package dev.switchboard.held;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;

import dev.switchboard.channel.ChannelConnected;
import dev.switchboard.cypher.Endpoints;
import dev.switchboard.cypher.GraphRecord;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives held events to the pipeline again, by the route {@code replay}. One replay of a
 * filter runs at a time, and pages that users wait for share its few threads ({@code
 * replayExecutor}), so that however many are wanted the live traffic goes on. A replay
 * that breaks off has lost nothing: what it has not stored is still held, and the next
 * one goes on from there.
 */
@Component("replays")
class Replays {

	private static final Logger logger = LoggerFactory.getLogger(Replays.class);

	/** Reasons of the events that wait for an owner of their channel. */
	static final List<String> PARKED = List.of("unknown-channel", "channel-gone");

	private final ExecutorService oneAtATime = Executors
		.newSingleThreadExecutor(Thread.ofVirtual().name("replay").factory());

	private final Set<HeldFilter> wanted = ConcurrentHashMap.newKeySet();

	private final Endpoints endpoints;

	private final MeterRegistry meters;

	Replays(Endpoints endpoints, MeterRegistry meters) {
		this.endpoints = endpoints;
		this.meters = meters;
	}

	/**
	 * Replays what was parked for a channel, as soon as its owner is in the graph.
	 * Whatever this misses, because it was parked at this very moment or because this
	 * process ends, the route {@code sweep-parked} finds.
	 */
	@EventListener
	void channelConnected(ChannelConnected connected) {
		PARKED.forEach((reason) -> start(new HeldFilter(connected.key(), reason, null)));
	}

	/** Starts a replay for each of what {@code find-replayable} gave. */
	void parked(@Body List<GraphRecord> found) {
		found.forEach((some) -> start(new HeldFilter(some.text("key"), some.text("reason"), null)));
	}

	/**
	 * Starts a replay, unless the same one is waiting for its turn.
	 * @param filter which events
	 */
	void start(HeldFilter filter) {
		if (this.wanted.add(filter)) {
			this.oneAtATime.execute(() -> {
				this.wanted.remove(filter);
				run(filter);
			});
		}
	}

	private void run(HeldFilter filter) {
		try {
			this.endpoints.request("direct:held/replay", filter, Object.class);
		}
		catch (RuntimeException ex) {
			logger.warn("the replay of {} has stopped and can be started again: {}", filter,
					ex.getClass().getSimpleName());
		}
	}

	/**
	 * Replays one event and waits for it.
	 * @param held a record of {@code list-held} or {@code show-held}
	 */
	void one(GraphRecord held) {
		some(List.of(held));
	}

	/**
	 * Replays some events, no more than may be in memory at a time, and waits for them.
	 * @param part records with id and attempts
	 */
	void some(List<GraphRecord> part) {
		this.endpoints.request("direct:held/replay-page", part, Object.class);
	}

	/** Counts and notes a page that went through the pipeline. */
	void note(@Body List<GraphRecord> page) {
		this.meters.counter("switchboard.replayed").increment(page.size());
		if (!page.isEmpty()) {
			logger.info("replayed {} held events", page.size());
		}
	}

	@PreDestroy
	void stop() {
		this.oneAtATime.shutdownNow();
	}

}
