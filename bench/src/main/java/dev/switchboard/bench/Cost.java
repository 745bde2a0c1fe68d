package dev.switchboard.bench;

import java.time.Duration;

/**
 * Processor time that two processes have taken, which other work on the machine changes
 * far less than it changes rates.
 *
 * @param application of the application; zero when there is none
 * @param database of Neo4j
 */
record Cost(Duration application, Duration database) {

	Cost since(Cost before) {
		return new Cost(this.application.minus(before.application), this.database.minus(before.database));
	}

	Cost over(long deliveries) {
		return (deliveries > 0) ? new Cost(this.application.dividedBy(deliveries), this.database.dividedBy(deliveries))
				: this;
	}

}
