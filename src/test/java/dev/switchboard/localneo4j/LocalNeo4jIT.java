package dev.switchboard.localneo4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/** One server for all: left behind by an application that was killed, and taken over. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(OS.WINDOWS)
class LocalNeo4jIT {

	private final LocalNeo4jProperties settings;

	private final LocalNeo4j local;

	private final List<String> firstWords = new ArrayList<>();

	private long leftProcess;

	private long adoptedProcess;

	LocalNeo4jIT(@TempDir Path directory) {
		this.settings = LocalNeo4jServer.settings(directory.resolve("with a space"));
		this.local = new LocalNeo4j(this.settings);
	}

	@BeforeAll
	void takeOverFromAnApplicationThatWasKilled() throws Exception {
		Process owner = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), LocalNeo4jOwner.class.getName(),
				this.settings.directory().toString(), Integer.toString(this.settings.boltPort()),
				Integer.toString(this.settings.httpPort()))
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = owner.inputReader()) {
			String line = output.readLine();
			while (line != null && !line.startsWith(LocalNeo4jOwner.UP)) {
				this.firstWords.add(line);
				line = output.readLine();
			}
			assertThat(line).as("what its owner said: %s", this.firstWords).isNotNull();
			this.leftProcess = Long.parseLong(line.substring(LocalNeo4jOwner.UP.length()));
		}
		owner.destroyForcibly().waitFor();
		this.local.start();
		this.adoptedProcess = this.local.process().handle().pid();
	}

	@AfterAll
	void stop() {
		this.local.close();
	}

	@Test
	void takesOverTheServerOfAnApplicationThatWasKilled() {
		assertThat(this.adoptedProcess).isEqualTo(this.leftProcess);
	}

	@Test
	void keepsItsPasswordWhereOnlyTheOwnerCanReadIt() throws IOException {
		Path file = this.settings.directory().resolve("password");

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(file).hasContent(this.local.password());
	}

	@Test
	void printsItsPasswordAndTheAddressOfTheBrowserAtTheFirstStart() {
		assertThat(this.firstWords).filteredOn((line) -> line.contains(this.local.password()))
			.singleElement()
			.asString()
			.contains(this.local.browser().toString());
	}

	@Test
	void refusesAnyOtherPassword() {
		ServerLogin login = new ServerLogin(this.local.uri());

		assertThat(login.attempt("not-" + this.local.password())).isEqualTo(ServerLogin.Outcome.REFUSED);
		assertThat(login.attempt("neo4j")).isEqualTo(ServerLogin.Outcome.REFUSED);
		assertThat(login.attempt(this.local.password())).isEqualTo(ServerLogin.Outcome.ACCEPTED);
	}

	@Test
	void servesNeo4jBrowserAndTellsItWhereBoltIs() throws Exception {
		assertThat(get(this.local.browser())).containsIgnoringCase("<!doctype html>").contains("Neo4j Browser");
		assertThat(get(URI.create("http://localhost:" + this.settings.httpPort())))
			.contains("\"bolt_direct\":\"bolt://localhost:" + this.settings.boltPort() + "\"");
	}

	@Test
	void listensOnLoopbackOnly() throws IOException {
		var others = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();

		assertThat(others).allSatisfy((address) -> {
			assertThatIOException().isThrownBy(() -> connect(new InetSocketAddress(address, this.settings.boltPort())));
			assertThatIOException().isThrownBy(() -> connect(new InetSocketAddress(address, this.settings.httpPort())));
		});
	}

	@Test
	void sharesItsDirectoryWithNoOtherApplication() {
		assertThatExceptionOfType(GraphStartException.class).isThrownBy(new LocalNeo4j(this.settings)::start)
			.withMessageContaining("Another Switchboard (process " + ProcessHandle.current().pid() + ")")
			.withMessageContaining(this.settings.directory().toString());
	}

	@Test
	void namesThePortThatAnotherNeo4jHas(@TempDir Path elsewhere) {
		LocalNeo4j second = new LocalNeo4j(onSamePorts(elsewhere));

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(second::start)
			.withMessageContaining("Port " + this.settings.boltPort())
			.satisfies((refusal) -> assertThat(refusal.action()).contains("Another Neo4j may run there"));
	}

	@Test
	void keepsDataAndPasswordAcrossRestartsAndStopsWithTheApplication() {
		String password = this.local.password();
		ProcessHandle before = this.local.process().handle();
		long nodes = count();
		run("CREATE (:Kept)");

		this.local.close();
		assertThat(before.isAlive()).isFalse();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger(LocalNeo4j.class.getPackageName());
		logger.addAppender(log);
		LoggerContextListener keep = keepAfterReset(logger, log);
		logger.getLoggerContext().addListener(keep);
		this.local.start();
		logger.getLoggerContext().removeListener(keep);
		logger.detachAppender(log);

		assertThat(this.local.password()).isEqualTo(password);
		assertThat(count()).isEqualTo(nodes + 1);
		assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((line) -> line.contains("is up. Neo4j Browser: " + this.local.browser()))
			.noneMatch((line) -> line.contains(password));
	}

	@Test
	void endsTheServerOfAKilledApplicationThatHadOtherSettings(@TempDir Path elsewhere) throws IOException {
		LocalNeo4j second = new LocalNeo4j(onSamePorts(elsewhere));
		ServerHome home = new ServerHome(elsewhere);
		Process left = new ProcessBuilder("sleep", "600").start();
		home.write(home.pidFile(), PidFile.of(left.toHandle()).render());
		home.configure("# other settings");

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(second::start).withMessageContaining("Port");

		assertThat(left.isAlive()).isFalse();
	}

	@Test
	void startsTheServerAgainWhenItEndsByItself(@TempDir Path elsewhere) {
		LocalNeo4j local = new LocalNeo4j(LocalNeo4jServer.settings(elsewhere));
		local.startSupervised();
		try {
			ServerProcess killed = local.process();
			killed.handle().destroyForcibly();

			await().atMost(Duration.ofSeconds(90))
				.until(() -> !killed.equals(local.process())
						&& new ServerLogin(local.uri()).attempt(local.password()) == ServerLogin.Outcome.ACCEPTED);
		}
		finally {
			local.close();
		}
		assertThat(ServerProcess.left(new ServerHome(elsewhere))).isEmpty();
	}

	@Test
	void saysWhatTheServerSaidWhenItCannotStart(@TempDir Path elsewhere) throws IOException {
		LocalNeo4jProperties broken = LocalNeo4jServer.settings(elsewhere);
		ServerHome home = new ServerHome(elsewhere);
		Files.createDirectories(elsewhere.resolve("data"));
		Files.writeString(elsewhere.resolve("data/databases"), "a file in the way");

		assertThatExceptionOfType(GraphStartException.class).isThrownBy(new LocalNeo4j(broken)::start)
			.withMessageContaining("The local Neo4j ended while it started")
			.withMessageContaining(home.log().toString());
		assertThat(ServerProcess.left(home)).isEmpty();
	}

	private LocalNeo4jProperties onSamePorts(Path directory) {
		return new LocalNeo4jProperties(directory, this.settings.boltPort(), this.settings.httpPort(),
				this.settings.heap(), this.settings.pageCache(), this.settings.jvmOptions());
	}

	private long count() {
		return run("MATCH (n:Kept) RETURN count(n) AS n");
	}

	private long run(String statement) {
		try (Driver driver = GraphDatabase.driver(this.local.uri(), AuthTokens.basic("neo4j", this.local.password()))) {
			return driver.executableQuery(statement)
				.execute()
				.records()
				.stream()
				.mapToLong((row) -> row.get("n").asLong())
				.sum();
		}
	}

	private static String get(URI address) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
						HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

	private static void connect(InetSocketAddress address) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(address, 2000);
		}
	}

	/** An application that another test starts meanwhile sets up logging anew. */
	private static LoggerContextListener keepAfterReset(Logger logger, ListAppender<ILoggingEvent> log) {
		return new LoggerContextListener() {

			@Override
			public boolean isResetResistant() {
				return true;
			}

			@Override
			public void onReset(LoggerContext context) {
				log.start();
				logger.addAppender(log);
			}

			@Override
			public void onStart(LoggerContext context) {
			}

			@Override
			public void onStop(LoggerContext context) {
			}

			@Override
			public void onLevelChange(Logger changed, Level level) {
			}

		};
	}

}
