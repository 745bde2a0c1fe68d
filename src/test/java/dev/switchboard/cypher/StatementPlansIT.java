package dev.switchboard.cypher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.Plan;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** How the server would run each statement of the folder, with the real constraints. */
@SwitchboardTest
class StatementPlansIT {

	@Autowired
	private Driver driver;

	static Stream<Path> statements() throws IOException {
		return Files.list(Path.of("cypher")).filter((file) -> file.toString().endsWith(".cypher")).sorted();
	}

	@ParameterizedTest
	@MethodSource("statements")
	void noStatementHoldsBackItsBatchOrScans(Path file) throws IOException {
		try (Session session = this.driver.session()) {
			Plan plan = session.run("EXPLAIN " + Files.readString(file)).consume().plan();

			assertThat(operators(plan, new ArrayList<>())).isNotEmpty()
				.doesNotContain("Eager", "NodeByLabelScan", "AllNodesScan", "CartesianProduct");
		}
	}

	private static List<String> operators(Plan plan, List<String> operators) {
		operators.add(plan.operatorType().split("@")[0]);
		plan.children().forEach((child) -> operators(child, operators));
		return operators;
	}

}
