package dev.switchboard.spool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.switchboard.MemoryShare;
import dev.switchboard.cypher.Deadline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Steps of the routes that fill and drain the spool. */
@Component("spool")
class SpoolSteps {

	private static final Logger logger = LoggerFactory.getLogger(SpoolSteps.class);

	private static final int WINDOW = 1000;

	private static final Duration CAUGHT_UP = Duration.ofSeconds(1);

	/** How long one delivery may keep a round of the drain waiting. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** How long the last attempts at one may take that goes on failing. */
	private static final Duration LAST_PATIENCE = Duration.ofSeconds(32);

	/** So many in a row are no fault of each: the graph, or Kafka, is away. */
	private static final int OUTAGE = 8;

	/** With growing pauses, this many take about half an hour. */
	private static final int MOST_ATTEMPTS = 12;

	private final Spool spool;

	private final IntakeBreaker intake;

	private final CamelContext camel;

	private final Counter stored;

	private final Counter drained;

	private final Counter setAside;

	/** For large deliveries that are worked on within their requests. */
	private final Semaphore memory = new Semaphore((int) MemoryShare.ofBacklog());

	private final AtomicLong throughDrain = new AtomicLong();

	private final AtomicInteger failedInARow = new AtomicInteger();

	private volatile Flow flow = Flow.UNTRIED;

	SpoolSteps(Spool spool, IntakeBreaker intake, CamelContext camel, MeterRegistry meters) {
		this.spool = spool;
		this.intake = intake;
		this.camel = camel;
		this.stored = counter(meters, "stored", "Deliveries that were spooled");
		this.drained = counter(meters, "drained", "Deliveries that were taken out of the spool");
		this.setAside = counter(meters, "set.aside", "Files of the spool that could not be used");
		Gauge.builder("switchboard.spool.depth", spool, Spool::depth)
			.description("Deliveries in the spool")
			.register(meters);
		Gauge.builder("switchboard.spool.size", spool, Spool::bytes)
			.description("What they take on disk")
			.baseUnit("bytes")
			.register(meters);
		Gauge.builder("switchboard.spool.postponed", spool, Spool::postponed)
			.description("Deliveries in the spool that fail while others go through")
			.register(meters);
		TimeGauge.builder("switchboard.spool.age", spool, TimeUnit.MILLISECONDS, (all) -> all.age().toMillis())
			.description("How long the oldest has been waiting")
			.register(meters);
	}

	private static Counter counter(MeterRegistry meters, String name, String description) {
		return Counter.builder("switchboard.spool." + name).description(description).register(meters);
	}

	/** Keeps the delivery of this exchange. */
	void store(@Variable("delivery") byte[] delivery, @Variable("provider") String provider,
			@Variable("app") String app, @Variable("receivedAt") Instant receivedAt) {
		this.spool.store(new SpooledDelivery(delivery, provider, app, receivedAt));
		this.stored.increment();
	}

	/** Keeps a large delivery before it is worked on, and gives its name. */
	String keep(@Variable("delivery") byte[] delivery, @Variable("provider") String provider,
			@Variable("app") String app, @Variable("receivedAt") Instant receivedAt) {
		String name = this.spool.store(new SpooledDelivery(delivery, provider, app, receivedAt));
		this.stored.increment();
		return name;
	}

	/** What a delivery takes in memory, if it can be worked on now, otherwise 0. */
	int takeMemory(@Variable("delivery") byte[] delivery) {
		return this.memory.tryAcquire(delivery.length) ? delivery.length : 0;
	}

	/** Gives the memory back. */
	void freeMemory(@Variable("memory") int taken) {
		this.memory.release(taken);
	}

	/** Whether it still waits. */
	boolean isKept(@Variable("kept") String name) {
		return this.spool.isWaiting(name);
	}

	/** Keeps a delivery that has failed on its own, behind those that wait. */
	void storeBehind(@Variable("delivery") byte[] delivery, @Variable("provider") String provider,
			@Variable("app") String app, @Variable("receivedAt") Instant receivedAt) {
		this.spool.storePostponed(new SpooledDelivery(delivery, provider, app, receivedAt), goneThrough());
		this.stored.increment();
	}

	/** Whether a delivery waits; not any more when the application stops. */
	boolean isWaiting() {
		return !this.spool.oldest(1).isEmpty() && !this.camel.isStopping();
	}

	/** Those to drain next: one to see whether it goes through, then many. */
	List<String> oldest() {
		return this.spool.oldest((this.flow == Flow.GOING) ? WINDOW : 1);
	}

	/**
	 * Takes a delivery in hand. A round that broke off may have left tasks behind that
	 * another round does as well.
	 */
	boolean claim(@Variable("name") String name) {
		return this.spool.claim(name);
	}

	/** Lets a delivery go that was taken in hand. */
	void release(@Variable("name") String name) {
		this.spool.release(name);
	}

	/** Sets the variables of a delivery, or none when the file is set aside. */
	void read(Exchange exchange, @Body String name) {
		exchange.setVariable("delivery", null);
		exchange.setVariable("dequeued", this.spool.isDequeued(name));
		Optional<SpooledDelivery> found = this.spool.read(name);
		found.ifPresentOrElse((delivery) -> {
			exchange.setVariable("delivery", delivery.content());
			exchange.setVariable("provider", delivery.provider());
			exchange.setVariable("app", delivery.app());
			exchange.setVariable("receivedAt", delivery.receivedAt());
		}, this.setAside::increment);
	}

	private long goneThrough() {
		return this.throughDrain.get() + this.intake.taken();
	}

	/** Whether a postponed delivery is due; not any more when the application stops. */
	boolean isDue() {
		return this.spool.due().isPresent() && !this.camel.isStopping();
	}

	/** The postponed delivery that has been due for longest. */
	String longestDue() {
		return this.spool.due().orElse("");
	}

	/**
	 * Until when a delivery may take: as long as its sender waits, if there is one; the
	 * first attempts at one that has failed are short, because others wait behind it.
	 */
	Deadline deadline(@ExchangeProperty(Deadline.PROPERTY) Deadline senders, @Variable("name") String name) {
		if (senders != null) {
			return senders;
		}
		int attempts = this.spool.attempts(name);
		return Deadline
			.in((attempts > 0) ? Duration.ofSeconds(Math.min(LAST_PATIENCE.toSeconds(), 1L << attempts)) : PATIENCE);
	}

	/**
	 * What to do with a delivery that failed: it goes behind the others when it is the
	 * only one, and ends the round when the others fail too.
	 * @return whether it has failed so often that a person should look at it
	 */
	boolean failed(@Variable("name") String name, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why)
			throws Exception {
		// In an outage too: the next round must try another one.
		int attempts = this.spool.postpone(name, goneThrough());
		if (this.flow != Flow.GOING || this.failedInARow.incrementAndGet() >= OUTAGE) {
			throw why;
		}
		logger.warn("{} failed ({}) and goes behind the others, attempt {} of {}", name,
				NestedExceptionUtils.getMostSpecificCause(why).getClass().getSimpleName(), attempts, MOST_ATTEMPTS);
		return attempts >= MOST_ATTEMPTS;
	}

	/** Forgets a delivery that went through: others can go the short way again. */
	void remove(@Variable("name") String name) {
		this.spool.remove(name);
		this.drained.increment();
		this.throughDrain.incrementAndGet();
		this.failedInARow.set(0);
		this.flow = Flow.GOING;
		this.intake.drained(this.spool.age().compareTo(CAUGHT_UP) < 0);
	}

	/** Puts one aside that will never go through, so that it is in nobody's way. */
	void setAside(@Variable("name") String name) {
		this.spool.setAside(name, "it was neither stored nor held");
		this.setAside.increment();
	}

	/** Notes why a round broke off, and begins with one the next time. */
	void stopped(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
		// Once for each outage, and not every second.
		logger.atLevel((this.flow == Flow.HALTED) ? Level.DEBUG : Level.INFO)
			.log("{} deliveries go on waiting in the spool: {}", this.spool.depth(),
					NestedExceptionUtils.getMostSpecificCause(why).getClass().getSimpleName());
		this.flow = Flow.HALTED;
		this.failedInARow.set(0);
	}

	/** Whether the graph takes what is drained. */
	private enum Flow {

		UNTRIED, GOING, HALTED

	}

}
