package dev.switchboard.bench;

import java.time.Duration;

/**
 * Processor time that two processes have taken, which other work on the machine changes
 * far less than it changes rates.
 *
 * @param application of the application; zero when there is none
 * @param database of Neo4j
 * @param behind the part of it that a commit does not wait for
 */
record Cost(Duration application, Duration database, Duration behind) {

	Cost since(Cost before) {
		return new Cost(this.application.minus(before.application), this.database.minus(before.database),
				this.behind.minus(before.behind));
	}

	Cost over(long deliveries) {
		return (deliveries > 0) ? new Cost(this.application.dividedBy(deliveries), this.database.dividedBy(deliveries),
				this.behind.dividedBy(deliveries)) : this;
	}

}
