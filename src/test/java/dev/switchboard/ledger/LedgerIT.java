package dev.switchboard.ledger;

import dev.switchboard.Neo4jServer;
import dev.switchboard.ConcurrentNeo4jTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise, whatever breaks: a few faults of each sort here, in a fixed order; half an
 * hour of random ones with {@code bench/ledger}.
 */
@ConcurrentNeo4jTest
class LedgerIT {

	@Test
	void whateverBreaksNothingThatWasAnsweredIsLostOrDoubledOrSomebodyElses(Neo4jServer server, Driver driver) {
		Result result = new Rehearsal(Options.fromSystemProperties(), server, driver).run();

		assertThat(result.wrong()).isEmpty();
	}

}
