package dev.switchboard.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.switchboard.api.ApiException;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The open streams of this copy. They end when the application begins to stop, before the
 * server waits for requests that are being answered: streams would be answered for ever.
 */
@Component
class StreamSubscribers implements SmartLifecycle {

	private static final Duration LATER = Duration.ofSeconds(30);

	private final InboxProperties limits;

	private final Map<String, List<StreamSubscriber>> open = new HashMap<>();

	private int count;

	private boolean running;

	StreamSubscribers(InboxProperties limits, MeterRegistry meters) {
		this.limits = limits;
		meters.gauge("switchboard.streams", this, (listeners) -> listeners.all().size());
	}

	/**
	 * Lets a stream be given what is stored from now on.
	 * @throws ApiException when there are too many
	 */
	synchronized void add(StreamSubscriber listener) {
		if (!this.running || this.count >= this.limits.streams()) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "No more streams can be opened here now.");
		}
		List<StreamSubscriber> ofUser = this.open.computeIfAbsent(listener.userId(), (userId) -> new ArrayList<>());
		if (ofUser.size() >= this.limits.streamsPerUser()) {
			throw ApiException.tooMany(
					"A user can have %d open streams. Close one of them.".formatted(this.limits.streamsPerUser()),
					LATER);
		}
		ofUser.add(listener);
		this.count++;
	}

	synchronized void remove(StreamSubscriber listener) {
		this.open.computeIfPresent(listener.userId(), (userId, ofUser) -> {
			if (ofUser.remove(listener)) {
				this.count--;
			}
			return ofUser.isEmpty() ? null : ofUser;
		});
	}

	synchronized List<StreamSubscriber> all() {
		return this.open.values().stream().flatMap(Collection::stream).toList();
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		all().forEach(StreamSubscriber::end);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
