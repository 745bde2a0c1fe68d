package dev.switchboard.kafka;

import java.util.List;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;

/** Steps that take a batch of records and end it, one way or the other. */
class Batches {

	private static final Logger logger = LoggerFactory.getLogger(Batches.class);

	private final GraphWatch graph;

	Batches(GraphWatch graph) {
		this.graph = graph;
	}

	Batch open(@Body List<Exchange> polled) {
		return new Batch(polled);
	}

	/**
	 * What cannot be committed, because the broker is away or a partition has gone to
	 * another copy meanwhile, is stored twice, which changes nothing.
	 */
	void commit(@Variable("batch") Batch batch) {
		try {
			batch.commit();
		}
		catch (KafkaException ex) {
			logger.warn("{} records are stored, but their offsets are not committed: {}", batch.records().size(),
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
