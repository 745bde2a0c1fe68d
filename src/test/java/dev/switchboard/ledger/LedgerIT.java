package dev.switchboard.ledger;

import dev.switchboard.Neo4jServer;
import dev.switchboard.Neo4jTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise, whatever breaks. For two minutes here; {@code bench/ledger} takes longer.
 */
@Neo4jTest
class LedgerIT {

	@Test
	void whateverBreaksNothingThatWasAnsweredIsLostOrDoubledOrSomebodyElses(Neo4jServer server, Driver driver) {
		Result result = new Rehearsal(Options.fromSystemProperties(), server, driver).run();

		assertThat(result.wrong()).isEmpty();
	}

}
