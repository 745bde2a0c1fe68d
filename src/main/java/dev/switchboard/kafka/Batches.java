package dev.switchboard.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.switchboard.cypher.Deadline;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/** Steps that take a batch of records and end it, one way or the other. */
class Batches {

	private static final Logger logger = LoggerFactory.getLogger(Batches.class);

	/** How long one record may keep its batch waiting. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * After so many attempts at the same records the fault is theirs: the graph was back.
	 */
	private static final int MOST_ATTEMPTS = 3;

	private final GraphWatch graph;

	private final Commits commits;

	/** Where batches began that were given back, and how often. */
	private final Map<Map<TopicPartition, Long>, Integer> givenBack = new ConcurrentHashMap<>();

	Batches(GraphWatch graph, Commits commits) {
		this.graph = graph;
		this.commits = commits;
	}

	Batch open(@Body List<Exchange> polled) {
		return new Batch(polled);
	}

	/** Until when a record may take. */
	Deadline deadline() {
		return Deadline.in(PATIENCE);
	}

	void stored(@Variable("batch") Batch batch) {
		batch.stored();
	}

	void failed(@Variable("batch") Batch batch, @Variable("delivery") byte[] delivery,
			@Variable("provider") String provider, @Variable("app") String app,
			@Variable("receivedAt") Instant receivedAt, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
		batch.failed(new FailedRecord(delivery, provider, app, receivedAt, why));
	}

	/**
	 * The records that failed on their own: others of the batch were stored, or the graph
	 * has answered in between and still did not take them.
	 * @throws Exception why they failed, when the graph may be away
	 */
	List<FailedRecord> failedAlone(@Variable("batch") Batch batch) throws Exception {
		List<FailedRecord> failures = batch.failures();
		if (failures.isEmpty() || batch.isAnyStored()
				|| this.givenBack.merge(batch.beginning(), 1, Integer::sum) >= MOST_ATTEMPTS) {
			this.givenBack.clear();
			return failures;
		}
		throw failures.getFirst().why();
	}

	/** Sets the variables of a delivery. */
	void reopen(Exchange exchange, @Body FailedRecord record) {
		exchange.setVariable("delivery", record.delivery());
		exchange.setVariable("provider", record.provider());
		exchange.setVariable("app", record.app());
		exchange.setVariable("receivedAt", record.receivedAt());
		logger.warn("a record of {} failed on its own and is kept in the spool: {}", record.provider(),
				NestedExceptionUtils.getMostSpecificCause(record.why()).getClass().getSimpleName());
	}

	/**
	 * What cannot be committed, because the broker is away or partitions are given out
	 * anew, is committed after a later poll, or stored twice, which changes nothing.
	 */
	void commit(@Variable("batch") Batch batch) {
		try {
			batch.commit(this.commits);
		}
		catch (KafkaException ex) {
			logger.warn("{} records are stored, but their offsets are not committed yet: {}", batch.records().size(),
					ex.getMessage());
		}
	}

	void giveBack(@Variable("batch") Batch batch, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
		this.graph.away();
		batch.giveBack();
		logger.warn("{} records wait in Kafka until the graph takes them: {}", batch.records().size(),
				NestedExceptionUtils.getMostSpecificCause(why).getClass().getName());
	}

}
