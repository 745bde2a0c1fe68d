package dev.switchboard.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import dev.switchboard.MemoryShare;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deliveries on disk, one file each, in the order in which they came. */
class Spool implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Spool.class);

	/** What a file takes at least. */
	private static final int BLOCK = 4096;

	/**
	 * The disk forces no more in the same time when more threads wait for it; they only
	 * wait longer. They are platform threads, because each virtual thread that blocks in
	 * the file system adds a carrier, and so many carriers would take the processor from
	 * a database on the same machine.
	 */
	private static final int WRITERS = 4;

	private final SpoolProperties limits;

	private final Clock clock;

	private final SpoolDirectory directory;

	/** Names with the bytes that they take; the disk knows the same. */
	private final NavigableMap<String, Long> waiting = new ConcurrentSkipListMap<>();

	/** Those that failed while others went through. */
	private final Map<String, Postponed> postponed = new ConcurrentHashMap<>();

	/** Names of those that have been through Kafka already. */
	private final Set<String> dequeued = ConcurrentHashMap.newKeySet();

	/** Names of those that somebody is draining. */
	private final Set<String> claimed = ConcurrentHashMap.newKeySet();

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong number = new AtomicLong();

	private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS,
			Thread.ofPlatform().name("spool-", 0).daemon().factory());

	/**
	 * Opens the spool with what it holds.
	 * @throws SpoolException when the folder cannot be used
	 */
	Spool(SpoolProperties limits, Clock clock) {
		this.limits = limits;
		this.clock = clock;
		try {
			this.directory = new SpoolDirectory(limits.directory());
			for (String name : this.directory.list(SpooledName.SUFFIX)) {
				add(name, this.directory.size(name));
			}
		}
		catch (IOException ex) {
			throw new SpoolException("The spool %s cannot be used: %s".formatted(limits.directory().toAbsolutePath(),
					(ex.getMessage() != null) ? ex.getMessage() : ex), ex);
		}
		if (!this.waiting.isEmpty()) {
			logger.info("{} deliveries wait in the spool {}", this.waiting.size(), this.directory);
		}
	}

	/**
	 * Keeps a delivery. When this returns, it is on disk.
	 * @return its name
	 * @throws SpoolException when it is not kept
	 */
	String store(SpooledDelivery delivery) {
		String name = name(delivery);
		store(name, delivery);
		return name;
	}

	/**
	 * Keeps a delivery that has been through Kafka and failed on its own, behind the
	 * others.
	 * @param others how many others have gone through so far
	 * @throws SpoolException when it is not kept
	 */
	void storePostponed(SpooledDelivery delivery, long others) {
		String name = name(delivery);
		postpone(name, others);
		this.dequeued.add(name);
		try {
			store(name, delivery);
		}
		catch (SpoolException ex) {
			forget(name);
			throw ex;
		}
	}

	private String name(SpooledDelivery delivery) {
		return SpooledName.of(delivery, this.number.incrementAndGet()).toString();
	}

	private void store(String name, SpooledDelivery delivery) {
		long taken = blocks(delivery.content().length);
		if (this.bytes.addAndGet(taken) > this.limits.maxSize().toBytes()
				|| this.directory.freeBytes() - taken < this.limits.minFree().toBytes()) {
			this.bytes.addAndGet(-taken);
			throw new SpoolException("the spool is full");
		}
		try {
			CompletableFuture.runAsync(() -> write(name, delivery.content()), this.writers).join();
			this.waiting.put(name, taken);
		}
		catch (CompletionException | RejectedExecutionException ex) {
			this.bytes.addAndGet(-taken);
			throw new SpoolException("the spool's disk fails", ex);
		}
	}

	private void write(String name, byte[] content) {
		try {
			this.directory.write(name, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The names of those that have waited longest, that nobody has claimed and that are
	 * not postponed, together no larger than what may be in memory at a time.
	 * @param most how many at most
	 */
	List<String> oldest(int most) {
		List<String> names = new ArrayList<>();
		long taken = 0;
		for (Map.Entry<String, Long> delivery : this.waiting.entrySet()) {
			if (!this.claimed.contains(delivery.getKey()) && !this.postponed.containsKey(delivery.getKey())) {
				taken += delivery.getValue();
				if (names.size() == most || !names.isEmpty() && taken > MemoryShare.ofBacklog()) {
					break;
				}
				names.add(delivery.getKey());
			}
		}
		return names;
	}

	/** The name of a postponed one whose time has come, or empty. */
	Optional<String> due() {
		Instant now = this.clock.instant();
		return this.postponed.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().notBefore().isAfter(now) && this.waiting.containsKey(entry.getKey())
					&& !this.claimed.contains(entry.getKey()))
			.min(Map.Entry.comparingByValue(Comparator.comparing(Postponed::notBefore)))
			.map(Map.Entry::getKey);
	}

	/**
	 * Puts one behind the others.
	 * @param name one that failed
	 * @param others how many others have gone through so far
	 * @return how often it has failed on its own
	 */
	int postpone(String name, long others) {
		return this.postponed
			.compute(name, (key, before) -> Postponed.after(Optional.ofNullable(before), others, this.clock.instant()))
			.attempts();
	}

	/** Whether one has been through Kafka already. */
	boolean isDequeued(String name) {
		return this.dequeued.contains(name);
	}

	/** How often one has failed on its own. */
	int attempts(String name) {
		Postponed known = this.postponed.get(name);
		return (known != null) ? known.attempts() : 0;
	}

	/** How many are postponed. */
	int postponed() {
		return this.postponed.size();
	}

	/**
	 * Takes one in hand, until it is released.
	 * @param name one of {@link #oldest}
	 * @return whether it still waits and nobody else has it
	 */
	boolean claim(String name) {
		boolean ours = this.claimed.add(name);
		if (ours && !this.waiting.containsKey(name)) {
			release(name);
			return false;
		}
		return ours;
	}

	/** Whether one has not gone through yet. */
	boolean isWaiting(String name) {
		return this.waiting.containsKey(name);
	}

	/** Lets others claim one that still waits. */
	void release(String name) {
		this.claimed.remove(name);
	}

	/**
	 * Reads one. A file that is not what was written is set aside.
	 * @param name one of {@link #oldest}
	 * @return the delivery, or empty when it was set aside
	 */
	Optional<SpooledDelivery> read(String name) {
		try {
			byte[] content = this.directory.read(name);
			Optional<SpooledDelivery> delivery = SpooledName.parse(name)
				.filter((parsed) -> parsed.isOf(content))
				.map((parsed) -> new SpooledDelivery(content, parsed.provider(), parsed.app(), parsed.receivedAt()));
			if (delivery.isEmpty()) {
				setAside(name, "it is not what was written");
			}
			return delivery;
		}
		catch (IOException ex) {
			setAside(name, ex.getClass().getSimpleName());
			return Optional.empty();
		}
	}

	/** Forgets one that is stored. */
	void remove(String name) {
		try {
			this.directory.recycle(name);
		}
		catch (NoSuchFileException ex) {
			logger.debug("{} is gone already", name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		forget(name);
	}

	/** Puts one where only a person looks. */
	void setAside(String name, String why) {
		forget(name);
		try {
			this.directory.setAside(name);
			logger.error("{} of the spool {} is set aside: {}", name, this.directory, why);
		}
		catch (IOException ex) {
			logger.error("{} of the spool {} cannot be read ({}) nor set aside ({})", name, this.directory, why,
					ex.getClass().getSimpleName());
		}
	}

	/** How many wait; takes the longer the more there are. */
	int depth() {
		return this.waiting.size();
	}

	long bytes() {
		return this.bytes.get();
	}

	/** How long the oldest has been waiting; zero when there is none. */
	Duration age() {
		Map.Entry<String, Long> oldest = this.waiting.firstEntry();
		return Optional.ofNullable(oldest)
			.flatMap((entry) -> SpooledName.parse(entry.getKey()))
			.map((name) -> Duration.between(name.receivedAt(), this.clock.instant()))
			.orElse(Duration.ZERO);
	}

	private void add(String name, long size) {
		this.waiting.put(name, blocks(size));
		this.bytes.addAndGet(blocks(size));
	}

	private void forget(String name) {
		this.postponed.remove(name);
		this.dequeued.remove(name);
		Long taken = this.waiting.remove(name);
		if (taken != null) {
			this.bytes.addAndGet(-taken);
		}
	}

	private static long blocks(long size) {
		return Math.max(1, (size + BLOCK - 1) / BLOCK) * BLOCK;
	}

	@Override
	public void close() throws IOException {
		this.writers.close();
		this.directory.close();
	}

}
