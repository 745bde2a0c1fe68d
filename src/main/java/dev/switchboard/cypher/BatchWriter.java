package dev.switchboard.cypher;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.switchboard.cypher.RejectedRow.Reason;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one batch and tells every row's call what became of it. A batch that the server
 * refuses is halved until the refused row stands alone. One for which it only lacked
 * memory at that moment is no refused row: its call can be made again.
 */
class BatchWriter {

	private static final Logger logger = LoggerFactory.getLogger(BatchWriter.class);

	private final Statement statement;

	private final Transactions transactions;

	private final CommitMetrics metrics;

	/** Ordering keys of rows that were in a batch which took too long. */
	private final Set<String> slow = ConcurrentHashMap.newKeySet();

	BatchWriter(Statement statement, Transactions transactions, CommitMetrics metrics) {
		this.statement = statement;
		this.transactions = transactions;
		this.metrics = metrics;
	}

	/**
	 * Settles all rows of the batch.
	 * @return whether the graph could be reached
	 */
	boolean write(List<Row> rows) {
		try {
			Set<Long> applied = commit(rows);
			forgetSlow(rows);
			rows.forEach((row) -> settle(row, applied));
			return true;
		}
		catch (RowFaultException ex) {
			return (rows.size() == 1) ? reject(rows.getFirst(), ex) : writeHalves(rows);
		}
		catch (GraphBusyException ex) {
			logger.warn("{}: {} rows not written: {}", this.statement.file(), rows.size(), ex.getMessage());
			rows.forEach((row) -> this.slow.add(row.orderKey()));
			fail(rows, ex);
			return true;
		}
		catch (GraphUnavailableException ex) {
			logger.warn("{}: {} rows not written: {}", this.statement.file(), rows.size(), ex.getMessage());
			fail(rows, ex);
			return false;
		}
		// An Error too: the callers that wait must get it, and the lane must go on.
		catch (RuntimeException | Error ex) {
			logger.error("{}: {} rows not written: {} at {}", this.statement.file(), rows.size(),
					ex.getClass().getName(),
					(ex.getStackTrace().length > 0) ? ex.getStackTrace()[0] : "an unknown place");
			logger.debug("the batch that was not written", ex);
			fail(rows, new GraphUnavailableException(ex));
			return true;
		}
	}

	/** Makes a row of this statement; see {@link Row#of}. */
	Row row(WriteCall call, int index, long ordinal, String orderKey, Map<String, ?> fields) {
		return Row.of(call, index, ordinal, orderKey, fields, this.statement.fields());
	}

	/**
	 * Whether a row should not share a transaction with others: one of its ordering key
	 * was in a batch that took too long, behind somebody's lock perhaps.
	 */
	boolean isSlow(String orderKey) {
		return !this.slow.isEmpty() && this.slow.contains(orderKey);
	}

	private void forgetSlow(List<Row> rows) {
		if (!this.slow.isEmpty()) {
			rows.forEach((row) -> this.slow.remove(row.orderKey()));
		}
	}

	private Set<Long> commit(List<Row> rows) {
		Value parameters = Values
			.value(Map.of(Statement.ROWS, Values.value(rows.stream().map(Row::value).toArray(Value[]::new))));
		List<Record> records = this.metrics.commit(rows.size(),
				() -> this.transactions.write(this.statement.text(), parameters, this.metrics::deadlock));
		Set<Long> applied = new HashSet<>(records.size() * 2);
		records.forEach((applies) -> applied.add(applies.get(Statement.ORDINAL).asLong()));
		return applied;
	}

	private boolean writeHalves(List<Row> rows) {
		int middle = rows.size() / 2;
		if (write(rows.subList(0, middle))) {
			return write(rows.subList(middle, rows.size()));
		}
		fail(rows.subList(middle, rows.size()), new GraphUnavailableException("lost while a batch was halved"));
		return false;
	}

	private void settle(Row row, Set<Long> applied) {
		if (applied.contains(row.ordinal())) {
			row.call().applied();
		}
		else {
			this.metrics.rejected(Reason.MISSED);
			row.call().rejected(row.index(), Reason.MISSED, null);
		}
	}

	private boolean reject(Row row, RowFaultException why) {
		if (!why.isLasting()) {
			row.call().failed(new GraphBusyException("the database has no memory left for the transaction"));
			return true;
		}
		this.metrics.rejected(Reason.POISON);
		row.call().rejected(row.index(), Reason.POISON, why.code());
		return true;
	}

	private static void fail(List<Row> rows, RuntimeException why) {
		rows.forEach((row) -> row.call().failed(why));
	}

}
