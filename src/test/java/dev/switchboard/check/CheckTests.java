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
		edit("routes/events/mapping.camel.yaml", "resource:file:routes", "resource:file:" + this.routes);
	}

	@Test
	void findsNothingInTheRealFiles() {
		assertThat(fault("events/process")).isNull();
		assertThat(fault("kafka/enqueue", "")).isNull();
	}

	@Test
	void namesTheCallThatLeadsToNoRoute() throws IOException {
		String place = edit("routes/events/store.camel.yaml", "uri: direct:held/hold", "uri: direct:held/hodl");

		assertThat(fault("events/process")).startsWith(place + """

				No route begins with direct:held/hodl.
				Add that route, or change the name. Like it are: held/hold, """);
	}

	@Test
	void readsNamesInExpressionsToo() throws IOException {
		String place = edit("routes/events/resolve-channels.camel.yaml", "constant: other-app",
				"constant: direct:events/stoer");

		assertThat(fault("events/process")).startsWith(place + """

				No route begins with direct:events/stoer.
				""").contains("Like it are: events/store, ");
	}

	@Test
	void resolvesProperties() {
		assertThat(fault("kafka/enqueue")).matches("""
				routes/intake/accept.camel.yaml:\\d+
				No route begins with direct:kafka/enqueue.
				.*""");
	}

	@Test
	void namesAPlaceholderThatMeansNothing() throws IOException {
		String place = edit("routes/intake/accept.camel.yaml", "{{switchboard.webhook.deliver-to}}",
				"{{switchboard.webhook.deliverto}}");

		assertThat(fault("events/process")).startsWith(place + """

				{{switchboard.webhook.deliverto}} is neither a property nor a parameter of the template.
				""");
	}

	@Test
	void namesTheProviderThatHasNoMappingRoute() throws IOException {
		Path file = this.routes.resolve("providers/instagram.camel.yaml");
		String text = Files.readString(file);
		Files.writeString(file, text.substring(0, text.lastIndexOf("- templatedRoute:")));

		assertThat(fault("events/process")).matches("""
				routes/providers/instagram.camel.yaml:\\d+
				No route begins with direct:providers/instagram.
				Add that route, or change the name. Like it are: .*""");
	}

	@Test
	void namesTheCallOfARouteThatIsMadeOfATemplateNoMore() throws IOException {
		edit("routes/providers/instagram.camel.yaml", "    routeTemplateRef: mapping",
				"    routeTemplateRef: handshake");

		assertThat(fault("events/process")).matches("""
				routes/providers/instagram.camel.yaml:\\d+
				No route begins with direct:providers/instagram.
				.*""");
	}

	@Test
	void namesTheCallInAnOptionOfAnEndpoint() throws IOException {
		String place = edit("routes/kinds/edit.camel.yaml", "onRejected: direct:held/hold-rejected",
				"onRejected: direct:held/hold-rejectd");

		assertThat(fault("events/process")).startsWith(place + """

				No route begins with direct:held/hold-rejectd.
				""");
	}

	@Test
	void namesTheLineOfYamlThatCannotBeRead() throws IOException {
		String place = edit("routes/events/store.camel.yaml", "              - id: store-of-erased\n",
				"             - id: store-of-erased\n");

		assertThat(fault("events/process")).isEqualTo(place + """

				expected <block end>, but found '<block sequence start>'.
				Mend that line; an editor that knows Camel's YAML shows what may stand there.""");
	}

	@Test
	void namesTheStepThatCamelDoesNotKnow() throws IOException {
		String place = edit("routes/events/store.camel.yaml", "- choice:", "- choise:");

		assertThat(fault("events/process")).startsWith(place + """

				Unknown node id: choise.
				""");
	}

	@Test
	void namesTheOptionThatCamelDoesNotKnow() throws IOException {
		String place = edit("routes/intake/webhook.camel.yaml", "method: send", "methd: send");

		assertThat(fault("events/process")).startsWith(place + """

				Unsupported field: methd.
				""");
	}

	@Test
	void namesTheFileThatIsNoListOfRoutes() throws IOException {
		Files.writeString(this.routes.resolve("held/hold.camel.yaml"), "id: hold\n");

		assertThat(fault("events/process")).startsWith("""
				routes/held/hold.camel.yaml:1
				This is no list of routes.
				""");
	}

	@Test
	void namesTheLineThatIsNotJq() throws IOException {
		edit("routes/providers/instagram.jq", "def delivery:", "def delivery");

		assertThat(fault("events/process")).matches("""
				routes/providers/instagram.jq:\\d+
				This is not jq, from column \\d+ on.
				Mend that line, or the one before it.""");
	}

	@Test
	void saysThatAMappingEndsTooEarly() throws IOException {
		Files.writeString(this.routes.resolve("providers/instagram.jq"), "[.entry[]\n| select(.id");

		assertThat(fault("events/process")).startsWith("""
				routes/providers/instagram.jq:2
				The mapping ends where jq expects more: something is not closed.
				""");
	}

	@Test
	void namesTheProviderWhoseMappingIsNoFile() throws IOException {
		Files.delete(this.routes.resolve("providers/instagram.jq"));

		assertThat(fault("events/process")).matches("""
				routes/providers/instagram.camel.yaml:\\d+
				There is no file routes/providers/instagram.jq.
				Write that mapping, or change the name.""");
	}

	@Test
	void namesTheFieldOfARowThatNothingGives() throws IOException {
		String place = edit("cypher/messages/merge-message.cypher", "row.p_text", "row.p_txet");

		assertThat(fault("events/process")).matches(
				place + """

						No mapping gives the field txet.
						Change the name, or let a mapping give the field and describe it in routes/events/event.schema.json. Like it\
						 are: text, .*""");
	}

	@Test
	void namesTheStatementThatIsNoFile() throws IOException {
		Files.delete(this.cypher.resolve("messages/merge-edit.cypher"));

		assertThat(fault("events/process")).matches("""
				routes/kinds/edit.camel.yaml:\\d+
				There is no file cypher/messages/merge-edit.cypher.
				Write that statement, or change the name.""");
	}

	@Test
	void namesTheLineOfTheSchemaThatIsNotJson() throws IOException {
		edit("routes/events/event.schema.json", "  \"type\": \"object\",\n", "  \"type\": \"object\"\n");

		assertThat(fault("events/process")).matches("routes/events/event.schema.json:6\n.*\nMend that line.");
	}

	@Test
	void theStartEndsWithThatBeforeADatabaseIsStarted() throws IOException {
		String place = edit("routes/events/store.camel.yaml", "uri: direct:held/hold", "uri: direct:held/hodl");
		Path database = this.folder.resolve("neo4j");

		assertThatExceptionOfType(FileFault.class)
			.isThrownBy(() -> SpringApplication.run(SwitchboardApplication.class,
					"--camel.main.routes-include-pattern=file:" + this.routes + "/*/*.camel.yaml",
					"--spring.neo4j.uri=", "--switchboard.local-neo4j.directory=" + database))
			.withMessageContaining(place);
		assertThat(database).doesNotExist();
	}

	@Test
	void saysWhereRoutesWereLookedFor() throws IOException {
		this.routes = Files.createDirectory(this.folder.resolve("empty"));

		assertThat(fault("events/process")).contains("There are no routes.", "set camel.main.routes-include-pattern");
	}

	/** What is shown in place of a stack trace; null when the start goes on. */
	private String fault(String deliverTo) {
		return fault(deliverTo, "**/kafka/*.camel.yaml");
	}

	private String fault(String deliverTo, String excluded) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("camel.main.routes-include-pattern", "file:" + this.routes + "/*/*.camel.yaml",
							"camel.main.routes-exclude-pattern", excluded, "switchboard.webhook.deliver-to", deliverTo,
							"switchboard.cypher.directory", this.cypher.toString(), "switchboard.event.schema",
							this.routes.resolve("events/event.schema.json").toString(), "switchboard.kafka.topic",
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
