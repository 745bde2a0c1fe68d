package dev.switchboard.spool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends deliveries straight into the spool while it is open, so that nobody waits for a
 * graph that is away or overloaded. What goes through the drain closes it again. When it
 * opens soon after, the graph is there but too slow for all: the drain, which works off
 * more at a time than hurried callers do, then has it alone for longer.
 */
class IntakeBreaker {

	private static final Logger logger = LoggerFactory.getLogger(IntakeBreaker.class);

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Duration SOON = Duration.ofSeconds(10);

	private final CircuitBreaker breaker;

	private final Clock clock;

	private final LongAdder taken = new LongAdder();

	private Instant openedAt = Instant.MIN;

	private Instant closedAt = Instant.MIN;

	private Duration pause = SHORTEST;

	/**
	 * Begins closed. Should there be nothing to drain while it is open, because the spool
	 * is full or fails, two deliveries try again now and then.
	 */
	IntakeBreaker(Clock clock) {
		this.clock = clock;
		this.breaker = CircuitBreaker.of("intake",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(20)
					.minimumNumberOfCalls(10)
					.failureRateThreshold(50)
					.waitDurationInOpenState(LONGEST)
					.permittedNumberOfCallsInHalfOpenState(2)
					.build());
		this.breaker.getEventPublisher().onSuccess((event) -> this.taken.increment());
		this.breaker.getEventPublisher().onStateTransition((event) -> changed(event.getStateTransition().getToState()));
	}

	CircuitBreaker breaker() {
		return this.breaker;
	}

	/** How many deliveries the graph, or Kafka, has taken within their requests. */
	long taken() {
		return this.taken.sum();
	}

	boolean isOpen() {
		return this.breaker.getState() != CircuitBreaker.State.CLOSED;
	}

	/**
	 * A spooled delivery has gone through.
	 * @param caughtUp whether none has waited long any more
	 */
	synchronized void drained(boolean caughtUp) {
		if (isOpen() && (caughtUp || !this.clock.instant().isBefore(this.openedAt.plus(this.pause)))) {
			this.breaker.transitionToClosedState();
		}
	}

	private synchronized void changed(CircuitBreaker.State state) {
		Instant now = this.clock.instant();
		switch (state) {
			case OPEN -> {
				boolean again = now.isBefore(this.closedAt.plus(SOON));
				this.pause = again ? min(this.pause.multipliedBy(2), LONGEST) : SHORTEST;
				this.openedAt = now;
				logger.warn("the graph is away or too slow: deliveries are spooled");
			}
			case CLOSED -> {
				this.closedAt = now;
				logger.info("the graph takes deliveries again");
			}
			default -> {
			}
		}
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
