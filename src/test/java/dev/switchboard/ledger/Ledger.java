package dev.switchboard.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.neo4j.driver.Driver;

/** Keeps what was sent and what was answered. */
final class Ledger {

	private final Map<String, LedgerEvent> events = new ConcurrentHashMap<>();

	private final Handovers handovers;

	private final Erasures erasures;

	private final AtomicInteger deliveries = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger unanswered = new AtomicInteger();

	Ledger(Driver driver) {
		this.handovers = new Handovers(driver);
		this.erasures = new Erasures(driver);
	}

	Handovers handovers() {
		return this.handovers;
	}

	Erasures erasures() {
		return this.erasures;
	}

	/** Before its first byte: from now on the graph may hold it. */
	void sending(Delivery delivery) {
		this.deliveries.incrementAndGet();
		delivery.events().forEach((event) -> {
			event.send();
			this.events.putIfAbsent(event.key(), event);
		});
	}

	/** From now on the graph must hold it. */
	void answered(Delivery delivery) {
		this.answered.incrementAndGet();
		delivery.events().forEach(LedgerEvent::answer);
	}

	/** Another answer than 200. */
	void refused() {
		this.refused.incrementAndGet();
	}

	/** No answer: a connection that was refused, or ended, or went silent. */
	void unanswered() {
		this.unanswered.incrementAndGet();
	}

	LedgerEvent find(LedgerEvent.Kind kind, String id) {
		return this.events.get(LedgerEvent.key(kind, id));
	}

	Collection<LedgerEvent> events() {
		return this.events.values();
	}

	@Override
	public String toString() {
		return "%,d requests: %,d answered 200, %,d answered otherwise, %,d not answered; %,d events, %,d answered 200"
			.formatted(this.deliveries.get(), this.answered.get(), this.refused.get(), this.unanswered.get(),
					this.events.size(), this.events.values().stream().filter(LedgerEvent::answered).count());
	}

}
