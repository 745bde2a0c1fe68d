package dev.switchboard.convergence;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.switchboard.Neo4jExtension;
import dev.switchboard.Neo4jServer;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardApplication;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.neo4j.driver.Driver;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Platforms deliver at least once, out of order and in batches. Whatever happens, the
 * graph must be the same for every order, every repetition and every cutting into
 * deliveries, one after the other or all at once.
 */
class ConvergenceIT {

	/** So many at once share transactions, as deliveries do. */
	private static final int SCENARIOS = 25;

	private static final AtomicInteger WORLDS = new AtomicInteger();

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static ConfigurableApplicationContext application;

	private static Driver driver;

	// The delay of an erasure is for what is on its way when it is requested, a replay
	// for one: that has asked already whether anything of its channel was erased. The
	// applications that wait for their next test erase too, and have the same delay.
	@BeforeContainer
	static void start() {
		Neo4jServer database = Neo4jExtension.server();
		driver = Neo4jExtension.driver();
		application = new SpringApplicationBuilder(SwitchboardApplication.class).run(
				"--spring.neo4j.uri=" + database.uri(), "--spring.neo4j.authentication.username=" + database.username(),
				"--spring.neo4j.authentication.password=" + database.password(),
				"--switchboard.meta.app-secret=" + Platform.APP_SECRET, "--switchboard.meta.verify-token=unused",
				"--switchboard.webhook.patience=60s", "--switchboard.spool.directory=target/spool/convergence",
				"--switchboard.encryption.keys=" + Platform.ENCRYPTION_KEY, "--switchboard.erasure.delay=2s",
				"--switchboard.accounts.maintenance-period=200ms", "--switchboard.held.sweep-period=500ms",
				"--server.port=0", "--management.server.port=0");
		Neo4jExtension.wipe();
	}

	@AfterContainer
	static void stop() {
		application.close();
		Neo4jExtension.wipe();
	}

	/** Facts and the chance by which they are shuffled, repeated and cut. */
	record Scenario(int salt, List<RandomEvent> facts, long chance) {
	}

	@Property(shrinking = ShrinkingMode.BOUNDED)
	void theGraphIsTheSameInWhicheverOrderItCame(@ForAll("scenarios") List<Scenario> scenarios) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			scenarios.stream()
				.map((scenario) -> CompletableFuture.runAsync(() -> check(scenario, threads), threads))
				.toList()
				.forEach(CompletableFuture::join);
		}
	}

	/**
	 * Two users take a channel from one another while deliveries come in, wait, are held
	 * and come again, and while people are erased: neither gets anything of the other's,
	 * and nothing is missing.
	 */
	@Property(shrinking = ShrinkingMode.BOUNDED)
	void aChannelThatChangesHandsGivesEachOwnerTheirOwn(@ForAll("handovers") List<List<Handover.Step>> handovers) {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			handovers.stream()
				.map((steps) -> CompletableFuture.runAsync(
						() -> new Handover("h" + WORLDS.incrementAndGet(), application, driver).check(steps), threads))
				.toList()
				.forEach(CompletableFuture::join);
		}
	}

	@Provide
	Arbitrary<List<List<Handover.Step>>> handovers() {
		return Arbitraries.of(Handover.Step.class).list().ofMinSize(10).ofMaxSize(40).list().ofSize(12);
	}

	@Provide
	Arbitrary<List<Scenario>> scenarios() {
		Arbitrary<RandomEvent> fact = Combinators
			.combine(Arbitraries.of(RandomEvent.Kind.class), Arbitraries.integers().between(0, 3),
					Arbitraries.integers().between(0, 15), Arbitraries.integers().between(0, 5))
			.as(RandomEvent::new);
		return Combinators
			.combine(Arbitraries.integers().between(0, 10_000), fact.list().ofMinSize(2).ofMaxSize(16),
					Arbitraries.longs())
			.as(Scenario::new)
			.list()
			.ofSize(SCENARIOS);
	}

	private static void check(Scenario scenario, ExecutorService threads) {
		World inOrder = world();
		deliveries(inOrder, scenario, scenario.facts(), new Random(scenario.chance())).forEach(ConvergenceIT::post);
		List<String> expected = inOrder.dump(driver);

		Random chance = new Random(~scenario.chance());
		List<RandomEvent> shuffled = new ArrayList<>(scenario.facts());
		scenario.facts().stream().filter((fact) -> chance.nextInt(3) == 0).forEach(shuffled::add);
		Collections.shuffle(shuffled, chance);
		World outOfOrder = world();
		deliveries(outOfOrder, scenario, shuffled, chance).forEach(ConvergenceIT::post);
		assertThat(difference(expected, outOfOrder.dump(driver))).as("out of order: %s", scenario).isEmpty();

		World atOnce = world();
		deliveries(atOnce, scenario, shuffled, chance).stream()
			.map((delivery) -> CompletableFuture.runAsync(() -> post(delivery), threads))
			.toList()
			.forEach(CompletableFuture::join);
		assertThat(difference(expected, atOnce.dump(driver))).as("all at once: %s", scenario).isEmpty();
		assertThat(held(inOrder, outOfOrder, atOnce)).as("held of %s", scenario).isEmpty();
	}

	private static List<String> difference(List<String> expected, List<String> found) {
		List<String> missing = new ArrayList<>(expected);
		missing.removeAll(found);
		List<String> surplus = new ArrayList<>(found);
		surplus.removeAll(expected);
		return Stream.concat(missing.stream().map("- "::concat), surplus.stream().map("+ "::concat)).toList();
	}

	private static World world() {
		World world = new World("w%d-".formatted(WORLDS.incrementAndGet()));
		world.create(driver);
		return world;
	}

	private record Delivery(String provider, String body) {
	}

	private static List<Delivery> deliveries(World world, Scenario scenario, List<RandomEvent> facts, Random chance) {
		List<Delivery> deliveries = new ArrayList<>();
		int from = 0;
		while (from < facts.size()) {
			int to = Math.min(facts.size(), from + 1 + chance.nextInt(5));
			Map<String, List<RandomEvent>> byProvider = facts.subList(from, to)
				.stream()
				.collect(Collectors.groupingBy(RandomEvent::provider, LinkedHashMap::new, Collectors.toList()));
			byProvider.forEach((provider, some) -> deliveries
				.add(new Delivery(provider, body(provider, some, world.name(), scenario.salt()))));
			from = to;
		}
		return deliveries;
	}

	private static String body(String provider, List<RandomEvent> facts, String world, int salt) {
		Map<String, String> objects = Map.of("whatsapp", "whatsapp_business_account", "messenger", "page", "instagram",
				"instagram");
		return """
				{"object":"%s","entry":[%s]}""".formatted(objects.get(provider),
				facts.stream().map((fact) -> fact.entry(world, salt)).collect(Collectors.joining(",")));
	}

	private static void post(Delivery delivery) {
		byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%s/webhooks/%s"
				.formatted(application.getEnvironment().getProperty("local.server.port"), delivery.provider())))
			.header("Content-Type", "application/json")
			.header("X-Hub-Signature-256", Platform.sign(body))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		try {
			assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).as(delivery.body())
				.isEqualTo(200);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> held(World... worlds) {
		List<String> keys = new ArrayList<>();
		for (World world : worlds) {
			keys.addAll(List.of("whatsapp:" + world.name(), "messenger:" + world.name(), "instagram:" + world.name()));
		}
		return driver.executableQuery(
				"""
						MATCH (held:HeldEvent) WHERE held.channelKey IN $keys RETURN held.reason + ' ' + held.payload AS held""")
			.withParameters(Map.of("keys", keys))
			.execute()
			.records()
			.stream()
			.map((record) -> record.get("held").asString())
			.toList();
	}

}
