package dev.switchboard.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import dev.switchboard.BoltProxy;
import dev.switchboard.Neo4jServer;
import dev.switchboard.kafka.KafkaBroker;

/**
 * Everything that can be broken.
 *
 * @param neo4j the database
 * @param bolt the wire to it
 * @param copies the application; the last one takes its deliveries through Kafka
 * @param kafka the broker
 * @param disk where one of the copies has its spool
 * @param watch tells when all is well again
 * @param longest most time that a fault goes on
 */
record Scene(Neo4jServer neo4j, BoltProxy bolt, List<Copy> copies, KafkaBroker kafka, SmallDisk disk, Watch watch,
		Duration longest) {

	Copy anyCopy(Random random) {
		return this.copies.get(random.nextInt(this.copies.size()));
	}

	Copy copyWithKafka() {
		return this.copies.getLast();
	}

	/** Lets a fault go on for a while. */
	void pass(Random random, Duration least, Duration most) {
		long bound = Math.max(least.toNanos() + 1, Math.min(most.toNanos(), this.longest.toNanos()));
		pass(Duration.ofNanos(random.nextLong(least.toNanos(), bound)));
	}

	static void pass(Duration time) {
		LockSupport.parkNanos(time.toNanos());
	}

}
