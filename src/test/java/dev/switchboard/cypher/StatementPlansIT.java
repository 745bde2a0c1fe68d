package dev.switchboard.cypher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.Plan;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** How the server would run each statement of the folder, with the real constraints. */
@SwitchboardTest
class StatementPlansIT {

	/** Folders of what the start runs, and of what a person runs by hand. */
	private static final Set<String> NOT_OF_ROUTES = Set.of("migrations", "manual");

	@Autowired
	private Driver driver;

	static Stream<Path> statements() throws IOException {
		return Files.walk(Path.of("cypher"))
			.filter((file) -> file.toString().endsWith(".cypher")
					&& !NOT_OF_ROUTES.contains(file.getName(1).toString()))
			.sorted();
	}

	/**
	 * These hold back their batch, which is of at most 200 rows: what they do for one row
	 * changes what they look for in the next. None is on the way of a message from
	 * somebody known (docs/adr/0008).
	 */
	private static final Set<String> HOLD_BACK = Set.of("merge-contact", "introduce-contact", "record-evidence",
			"join-contacts", "merge-revoke", "release-held", "discard-held", "close-account", "connect-channel",
			"disconnect-channel", "end-other-sessions", "end-own-session", "end-session", "erase-channels",
			"erase-contacts", "erase-user", "note-check", "revoke-token", "erase-message", "erase-contact",
			"erase-remains", "withdraw-access", "key-digest", "renew-secret", "move-messages", "forget-unfinished",
			"regroup-contacts", "move-strays", "complete-division", "mark-seen", "give-login");

	@ParameterizedTest
	@MethodSource("statements")
	void noStatementHoldsBackItsBatchOrScans(Path file) throws IOException {
		List<String> operators = plan(file);

		assertThat(operators).isNotEmpty().doesNotContain("NodeByLabelScan", "AllNodesScan", "CartesianProduct");
		assertThat(operators.contains("Eager"))
			.isEqualTo(HOLD_BACK.contains(file.getFileName().toString().replace(".cypher", "")));
	}

	/**
	 * A sort would read all that a user has before it shows the first of it; this one
	 * only puts what has the same time into order.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "inbox/list-conversations", "inbox/list-unanswered-conversations", "inbox/list-contacts",
			"inbox/list-channel-contacts", "inbox/list-messages", "inbox/find-stored", "held/list-held",
			"held/list-own-held", "held/list-own-oldest" })
	void listsAreReadInTheOrderOfAnIndex(String statement) throws IOException {
		assertThat(plan(Path.of("cypher", statement + ".cypher"))).contains("PartialTop", "NodeIndexSeek");
	}

	private List<String> plan(Path file) throws IOException {
		try (Session session = this.driver.session()) {
			return operators(session.run("EXPLAIN " + Files.readString(file)).consume().plan(), new ArrayList<>());
		}
	}

	private static List<String> operators(Plan plan, List<String> operators) {
		operators.add(plan.operatorType().split("@")[0]);
		plan.children().forEach((child) -> operators(child, operators));
		return operators;
	}

}
