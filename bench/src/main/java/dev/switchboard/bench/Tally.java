package dev.switchboard.bench;

import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import org.HdrHistogram.Histogram;

/**
 * What became of the requests of one load. Belongs to the event loop's thread while the
 * load runs.
 */
class Tally {

	private static final long LONGEST = TimeUnit.MINUTES.toMicros(5);

	private final OperatingSystemMXBean self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final Histogram latency = new Histogram(LONGEST, 3);

	private final BitSet accepted;

	private final Map<Integer, Integer> refused = new TreeMap<>();

	private int lost;

	private boolean counting;

	private long nanos;

	private long processorNanos;

	/**
	 * Begins with nothing.
	 * @param accepted takes the numbers of the deliveries that are answered 200
	 */
	Tally(BitSet accepted) {
		this.accepted = accepted;
	}

	/** Forgets what was counted before, except for what was refused or lost. */
	void begin() {
		this.counting = true;
		this.latency.reset();
		this.nanos = -System.nanoTime();
		this.processorNanos = -this.self.getProcessCpuTime();
	}

	void end() {
		this.counting = false;
		this.nanos += System.nanoTime();
		this.processorNanos += this.self.getProcessCpuTime();
	}

	void answered(int number, long since, int status) {
		if (status != 200) {
			this.refused.merge(status, 1, Integer::sum);
			return;
		}
		this.accepted.set(number);
		if (this.counting) {
			this.latency.recordValue(Math.min(LONGEST, (System.nanoTime() - since) / 1000));
		}
	}

	void lost() {
		this.lost++;
	}

	double perSecond() {
		return count() * 1e9 / this.nanos;
	}

	/** Deliveries that were answered 200 while it counted. */
	long count() {
		return this.latency.getTotalCount();
	}

	double millis(double percentile) {
		return this.latency.getValueAtPercentile(percentile) / 1000.0;
	}

	/** Share of one core that this process took while it counted. */
	double ownCore() {
		return (double) this.processorNanos / this.nanos;
	}

	/** Whatever else than 200 came, in words; empty when nothing did. */
	String faults() {
		StringBuilder text = new StringBuilder();
		this.refused.forEach((status, count) -> text.append(" %d answered %d.".formatted(count, status)));
		if (this.lost > 0) {
			text.append(" %d not answered.".formatted(this.lost));
		}
		return text.toString();
	}

}
