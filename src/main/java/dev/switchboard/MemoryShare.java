package dev.switchboard;

import org.springframework.util.unit.DataSize;

/**
 * How many bytes of deliveries may be in memory at a time. Parsed and mapped, a delivery
 * takes up to twenty times its bytes.
 */
public final class MemoryShare {

	private static final int PART = 64;

	private static final DataSize MOST = DataSize.ofMegabytes(16);

	private MemoryShare() {
	}

	/** A part of the heap, for deliveries as they came. */
	public static long ofDeliveries() {
		return Runtime.getRuntime().maxMemory() / PART;
	}

	/**
	 * For what is worked off beside the deliveries that come in: spooled and held ones.
	 */
	public static long ofBacklog() {
		return Math.min(MOST.toBytes(), ofDeliveries());
	}

}
