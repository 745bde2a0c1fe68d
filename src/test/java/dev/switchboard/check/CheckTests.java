package dev.switchboard.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import dev.switchboard.SwitchboardApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** One mistake in a copy of the real files, and what the person who made it reads. */
class CheckTests {

	@TempDir
	private Path folder;

	private Path routes;

	private Path cypher;

	@BeforeEach
	void copy() throws IOException {
		this.routes = copy("routes");
		this.cypher = copy("cypher");
		edit("routes/mapping.camel.yaml", "resource:file:routes", "resource:file:" + this.routes);
	}

	@Test
	void findsNothingInTheRealFiles() {
		assertThat(fault("process")).isNull();
		assertThat(fault("enqueue", "kafka/*.camel.yaml")).isNull();
	}

	@Test
	void namesTheCallThatLeadsToNoRoute() throws IOException {
		String place = edit("routes/store.camel.yaml", "uri: direct:store-by-kind", "uri: direct:store-by-kidn");

		assertThat(fault("process")).startsWith(place + """

				No route begins with direct:store-by-kidn.
				Add that route, or change the name. Like it are: store-by-kind,""");
	}

	@Test
	void readsNamesInExpressionsToo() throws IOException {
		String place = edit("routes/hold-other-app.camel.yaml", "constant: other-app",
				"constant: direct:hold-other-ap");

		assertThat(fault("process")).startsWith(place + """

				No route begins with direct:hold-other-ap.
				""").contains("Like it are: hold-other-app, ");
	}

	@Test
	void resolvesProperties() {
		assertThat(fault("enqueue")).matches("""
				routes/accept.camel.yaml:\\d+
				No route begins with direct:enqueue.
				.*""");
	}

	@Test
	void namesAPlaceholderThatMeansNothing() throws IOException {
		String place = edit("routes/accept.camel.yaml", "{{switchboard.webhook.deliver-to}}",
				"{{switchboard.webhook.deliverto}}");

		assertThat(fault("process")).startsWith(place + """

				{{switchboard.webhook.deliverto}} is neither a property nor a parameter of the template.
				""");
	}

	@Test
	void namesTheProviderThatHasNoMappingRoute() throws IOException {
		Path file = this.routes.resolve("instagram.camel.yaml");
		String text = Files.readString(file);
		Files.writeString(file, text.substring(0, text.lastIndexOf("- templatedRoute:")));

		assertThat(fault("process")).matches("""
				routes/instagram.camel.yaml:\\d+
				No route begins with direct:map-instagram.
				Add that route, or change the name. Like it are: .*""");
	}

	@Test
	void namesTheCallOfARouteThatIsMadeOfATemplateNoMore() throws IOException {
		edit("routes/statements.camel.yaml", "        value: merge-edit", "        value: merge-revoke");

		assertThat(fault("process")).matches("""
				routes/store-edit.camel.yaml:\\d+
				No route begins with direct:merge-edit.
				.*""");
	}

	@Test
	void namesTheLineOfYamlThatCannotBeRead() throws IOException {
		String place = edit("routes/store.camel.yaml", "              - id: store-of-another-app\n",
				"             - id: store-of-another-app\n");

		assertThat(fault("process")).isEqualTo(place + """

				expected <block end>, but found '<block sequence start>'.
				Mend that line; an editor that knows Camel's YAML shows what may stand there.""");
	}

	@Test
	void namesTheStepThatCamelDoesNotKnow() throws IOException {
		String place = edit("routes/store.camel.yaml", "- choice:", "- choise:");

		assertThat(fault("process")).startsWith(place + """

				Unknown node id: choise.
				""");
	}

	@Test
	void namesTheOptionThatCamelDoesNotKnow() throws IOException {
		String place = edit("routes/reply.camel.yaml", "method: send", "methd: send");

		assertThat(fault("process")).startsWith(place + """

				Unsupported field: methd.
				""");
	}

	@Test
	void namesTheFileThatIsNoListOfRoutes() throws IOException {
		Files.writeString(this.routes.resolve("reply.camel.yaml"), "id: reply\n");

		assertThat(fault("process")).startsWith("""
				routes/reply.camel.yaml:1
				This is no list of routes.
				""");
	}

	@Test
	void namesTheLineThatIsNotJq() throws IOException {
		edit("routes/instagram.jq", "def delivery:", "def delivery");

		assertThat(fault("process")).matches("""
				routes/instagram.jq:\\d+
				This is not jq, from column \\d+ on.
				Mend that line, or the one before it.""");
	}

	@Test
	void saysThatAMappingEndsTooEarly() throws IOException {
		Files.writeString(this.routes.resolve("instagram.jq"), "[.entry[]\n| select(.id");

		assertThat(fault("process")).startsWith("""
				routes/instagram.jq:2
				The mapping ends where jq expects more: something is not closed.
				""");
	}

	@Test
	void namesTheProviderWhoseMappingIsNoFile() throws IOException {
		Files.delete(this.routes.resolve("instagram.jq"));

		assertThat(fault("process")).matches("""
				routes/instagram.camel.yaml:\\d+
				There is no file routes/instagram.jq.
				Write that mapping, or change the name.""");
	}

	@Test
	void namesTheFieldOfARowThatNothingGives() throws IOException {
		String place = edit("cypher/merge-message.cypher", "row.p_text", "row.p_txet");

		assertThat(fault("process")).matches(place + """

				No mapping gives the field txet.
				Change the name, or let a mapping give the field and describe it in routes/event.schema.json. Like it\
				 are: text, .*""");
	}

	@Test
	void namesTheStatementThatIsNoFile() throws IOException {
		Files.delete(this.cypher.resolve("merge-edit.cypher"));

		assertThat(fault("process")).matches("""
				routes/statements.camel.yaml:\\d+
				There is no file cypher/merge-edit.cypher.
				Write that statement, or change the name.""");
	}

	@Test
	void namesTheLineOfTheSchemaThatIsNotJson() throws IOException {
		edit("routes/event.schema.json", "  \"type\": \"object\",\n", "  \"type\": \"object\"\n");

		assertThat(fault("process")).matches("routes/event.schema.json:6\n.*\nMend that line.");
	}

	@Test
	void theStartEndsWithThatBeforeADatabaseIsStarted() throws IOException {
		String place = edit("routes/store.camel.yaml", "uri: direct:park", "uri: direct:prak");
		Path database = this.folder.resolve("neo4j");

		assertThatExceptionOfType(FileFault.class).isThrownBy(() -> SpringApplication.run(SwitchboardApplication.class,
				"--camel.main.routes-include-pattern=file:" + this.routes + "/*.camel.yaml", "--spring.neo4j.uri=",
				"--switchboard.local-neo4j.directory=" + database))
			.withMessageContaining(place);
		assertThat(database).doesNotExist();
	}

	@Test
	void saysWhereRoutesWereLookedFor() throws IOException {
		this.routes = Files.createDirectory(this.folder.resolve("empty"));

		assertThat(fault("process")).contains("There are no routes.", "set camel.main.routes-include-pattern");
	}

	/** What is shown in place of a stack trace; null when the start goes on. */
	private String fault(String deliverTo, String... furtherRoutes) {
		StandardEnvironment environment = new StandardEnvironment();
		String patterns = Stream.concat(Stream.of("*.camel.yaml"), Stream.of(furtherRoutes))
			.map((pattern) -> "file:" + this.routes + "/" + pattern)
			.reduce((one, other) -> one + "," + other)
			.orElseThrow();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("camel.main.routes-include-pattern", patterns, "switchboard.webhook.deliver-to", deliverTo,
							"switchboard.cypher.directory", this.cypher.toString(), "switchboard.event.schema",
							this.routes.resolve("event.schema.json").toString(), "switchboard.kafka.topic",
							"deliveries")));
		FileFault fault = catchThrowableOfType(FileFault.class, () -> FileCheck.check(environment));
		if (fault == null) {
			return null;
		}
		FailureAnalysis shown = new FileFaultFailureAnalyzer().analyze(fault);
		return (shown.getDescription() + "\n" + shown.getAction()).replace(this.folder + "/", "");
	}

	private Path copy(String name) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(name))) {
			for (Path file : files.toList()) {
				Files.copy(file, this.folder.resolve(file));
			}
		}
		return this.folder.resolve(name);
	}

	/** Puts a mistake into a file; returns the file and the line. */
	private String edit(String file, String right, String wrong) throws IOException {
		Path path = this.folder.resolve(file);
		String text = Files.readString(path);
		assertThat(text).contains(right);
		Files.writeString(path, text.replace(right, wrong));
		return file + ":" + (text.substring(0, text.indexOf(right)).chars().filter((c) -> c == '\n').count() + 1);
	}

}
