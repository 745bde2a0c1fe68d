package dev.switchboard.cypher;

import java.time.Duration;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * One statement, ready to run. It is read when the endpoint starts and explained when all
 * routes have started, so that a typo stops the start and not the first message; with the
 * graph away, before it runs for the first time.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "cypher", title = "Cypher", syntax = "cypher:statement",
		producerOnly = true)
class CypherEndpoint extends DefaultEndpoint {

	@UriPath(description = "Name of the statement: its path in the folder, without .cypher")
	private final String statement;

	@UriParam(defaultValue = "write", description = "Whether the statement writes rows or reads records")
	private Mode mode = Mode.write;

	@UriParam(description = "Row field that orders the rows: equal values are written by the same lane, in batches"
			+ " sorted by it, so that no two transactions want the same locks")
	private String orderBy;

	@UriParam(description = "Endpoint that is called with the rows when the graph has not applied all of them; then all"
			+ " are written once more. It leaves the body as it is, and finds the RowsRejectedException as the"
			+ " exchange's property CamelExceptionCaught")
	private String beforeRetry;

	@UriParam(description = "Endpoint that is called with the rows when the graph does not apply all of them, also not"
			+ " after the retry. It leaves those in the body that are stored, and finds the RowsRejectedException as"
			+ " the exchange's property CamelExceptionCaught. Without it the exchange fails with that exception")
	private String onRejected;

	@UriParam(description = "Most rows in one transaction")
	private int maxRows;

	@UriParam(description = "Writers; rows with the same ordering key share one")
	private int lanes;

	@UriParam(description = "Rows that may wait or be in flight before callers wait")
	private int queueSize;

	@UriParam(description = "Milliseconds that a caller waits for room in the queue")
	private long offerTimeout;

	private Transactions transactions;

	private GroupCommit groupCommit;

	private Statement loaded;

	private volatile boolean checked;

	CypherEndpoint(String uri, CypherComponent component, String statement) {
		super(uri, component);
		this.statement = statement;
	}

	@Override
	protected void doStart() throws Exception {
		super.doStart();
		CypherComponent component = component();
		this.transactions = new Transactions(component.driver(), component.defaults().transactionTimeout());
		this.loaded = Statement.load(component.defaults().directory(), this.statement);
		component.check(this);
		if (this.mode == Mode.write) {
			CommitMetrics metrics = new CommitMetrics(component.meters(), this.statement);
			this.groupCommit = new GroupCommit(this.statement,
					new GroupCommit.Limits(this.lanes, this.maxRows, this.queueSize,
							Duration.ofMillis(this.offerTimeout), component.defaults().closeTimeout()),
					new BatchWriter(this.loaded, this.transactions, metrics), metrics);
		}
	}

	@Override
	protected void doStop() throws Exception {
		if (this.groupCommit != null) {
			this.groupCommit.close();
			this.groupCommit = null;
		}
		super.doStop();
	}

	@Override
	public Producer createProducer() throws Exception {
		return (this.mode == Mode.write) ? new CypherWriteProducer(this) : new CypherReadProducer(this);
	}

	@Override
	public Consumer createConsumer(Processor processor) {
		throw new UnsupportedOperationException("cypher:" + this.statement + " cannot be consumed from");
	}

	/**
	 * Makes sure that the server has understood the statement.
	 * @throws GraphUnavailableException when it cannot be asked now
	 */
	void ensureChecked() {
		if (!this.checked) {
			this.loaded.check(this.transactions, this.mode);
			this.checked = true;
		}
	}

	boolean isChecked() {
		return this.checked;
	}

	GroupCommit groupCommit() {
		return this.groupCommit;
	}

	String name() {
		return this.statement;
	}

	Statement statement() {
		return this.loaded;
	}

	Transactions transactions() {
		return this.transactions;
	}

	String orderBy() {
		return this.orderBy;
	}

	String beforeRetry() {
		return this.beforeRetry;
	}

	String onRejected() {
		return this.onRejected;
	}

	private CypherComponent component() {
		return (CypherComponent) getComponent();
	}

	public void setMode(Mode mode) {
		this.mode = mode;
	}

	public void setOrderBy(String orderBy) {
		this.orderBy = orderBy;
	}

	public void setBeforeRetry(String beforeRetry) {
		this.beforeRetry = beforeRetry;
	}

	public void setOnRejected(String onRejected) {
		this.onRejected = onRejected;
	}

	public void setMaxRows(int maxRows) {
		this.maxRows = maxRows;
	}

	public void setLanes(int lanes) {
		this.lanes = lanes;
	}

	public void setQueueSize(int queueSize) {
		this.queueSize = queueSize;
	}

	public void setOfferTimeout(long offerTimeout) {
		this.offerTimeout = offerTimeout;
	}

}
