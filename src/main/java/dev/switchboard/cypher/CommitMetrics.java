package dev.switchboard.cypher;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import dev.switchboard.cypher.RejectedRow.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** What one statement's commits count. */
class CommitMetrics {

	private final MeterRegistry meters;

	private final Tags tags;

	private final DistributionSummary rows;

	private final Timer commits;

	private final Counter deadlocks;

	CommitMetrics(MeterRegistry meters, String statement) {
		this.meters = meters;
		this.tags = Tags.of("statement", statement);
		this.rows = DistributionSummary.builder("switchboard.commit.rows")
			.description("Rows that one transaction wrote")
			.serviceLevelObjectives(1, 10, 50, 100, 200)
			.tags(this.tags)
			.register(meters);
		this.commits = Timer.builder("switchboard.commit.time")
			.description("Time from the start of a transaction to its commit")
			.serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100),
					Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5))
			.tags(this.tags)
			.register(meters);
		this.deadlocks = Counter.builder("switchboard.commit.deadlocks")
			.description("Transactions that were run again because of a deadlock")
			.tags(this.tags)
			.register(meters);
	}

	<T> T commit(int size, Supplier<T> transaction) {
		T result = this.commits.record(transaction);
		this.rows.record(size);
		return result;
	}

	void deadlock() {
		this.deadlocks.increment();
	}

	void rejected(Reason reason) {
		Counter.builder("switchboard.rows.rejected")
			.description("Rows that are not in the graph because the statement did not apply them")
			.tags(this.tags.and("reason", reason.name().toLowerCase()))
			.register(this.meters)
			.increment();
	}

	<T> void queueDepth(T queue, ToDoubleFunction<T> depth) {
		Gauge.builder("switchboard.queue.depth", queue, depth)
			.description("Rows that wait for a transaction")
			.tags(this.tags)
			.register(this.meters);
	}

}
