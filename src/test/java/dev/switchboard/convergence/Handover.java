package dev.switchboard.convergence;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.switchboard.Platform;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelLookup;
import dev.switchboard.channel.ChannelPeriods;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.cypher.CypherTemplate;
import org.apache.camel.ProducerTemplate;
import org.neo4j.driver.Driver;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One number that two users take from one another, and a record of what came in for whom.
 * What comes in while nobody owns the number is for whoever connects it next.
 */
final class Handover {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/** What can happen. */
	enum Step {

		CONNECT_A, CONNECT_B, DISCONNECT, TEXT, TEXT_THAT_WAITS, SAME_TEXT_AGAIN, EDIT, EDIT_THAT_WAITS, INVALID,
		TEMPLATE, TEMPLATE_THAT_WAITS, ERASE

	}

	private final String name;

	private final ConfigurableApplicationContext application;

	private final Driver driver;

	private final CypherTemplate cypher;

	private final Channels channels;

	private String owner;

	private int number;

	private int person;

	/**
	 * What was received: a mark that it has and whose it is; null until somebody
	 * connects.
	 */
	private final Map<String, String> owners = new HashMap<>();

	/** Whose messages must be there, as {@code <owner> <id>}. */
	private final Set<String> texts = new TreeSet<>();

	/** Deliveries that were received and not processed. */
	private final List<Runnable> waiting = new ArrayList<>();

	/** What is for the next owner. */
	private final List<Runnable> unowned = new ArrayList<>();

	private final Map<String, String> bodies = new HashMap<>();

	private final Map<String, Integer> writers = new HashMap<>();

	private final Set<String> held = new HashSet<>();

	Handover(String name, ConfigurableApplicationContext application, Driver driver) {
		this.name = name;
		this.application = application;
		this.driver = driver;
		this.cypher = application.getBean(CypherTemplate.class);
		this.channels = application.getBean(Channels.class);
	}

	void check(List<Step> steps) {
		query("CREATE (:User {id: $name + '-a'}), (:User {id: $name + '-b'})");
		steps.forEach(this::take);
		if (this.owner == null) {
			take(Step.CONNECT_A);
		}
		this.waiting.forEach(Runnable::run);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(found()).as("%s", steps).isEqualTo(this.texts));
		assertThat(foreign(
				"MATCH (m:Message)-->(:Conversation)<--(c:Contact) WHERE m.userId = $user AND m.text IS NOT NULL RETURN m.text AS mark"))
			.as("texts of another: %s", steps)
			.isEmpty();
		assertThat(foreign("MATCH (e:ChannelEvent) WHERE e.key STARTS WITH $user + '/' RETURN e.itemId AS mark"))
			.as("account events of another: %s", steps)
			.isEmpty();
		assertThat(query(
				"MATCH (m:Message)--(c:Contact) WHERE m.key CONTAINS $name + '-' AND NOT m.key STARTS WITH c.userId + '/' RETURN m.key AS mark"))
			.as("messages at another's contact: %s", steps)
			.isEmpty();
		assertThat(ownHeld()).as("held: %s", steps)
			.isEqualTo(this.held.stream()
				.map((mark) -> this.owners.get(mark) + " " + mark)
				.collect(Collectors.toCollection(TreeSet::new)));
	}

	private void take(Step step) {
		switch (step) {
			case CONNECT_A -> connect(user("a"));
			case CONNECT_B -> connect(user("b"));
			case DISCONNECT -> disconnect();
			case TEXT -> text(false);
			case TEXT_THAT_WAITS -> text(true);
			case SAME_TEXT_AGAIN -> again();
			case EDIT -> edit(false);
			case EDIT_THAT_WAITS -> edit(true);
			case INVALID -> invalid();
			case TEMPLATE -> template(false);
			case TEMPLATE_THAT_WAITS -> template(true);
			case ERASE -> erase();
			default -> throw new IllegalStateException(step.name());
		}
	}

	private void connect(String user) {
		if (this.owner != null && !this.owner.equals(user)) {
			disconnect();
		}
		pause();
		this.channels.connect(user,
				new ChannelAccount(ChannelType.whatsapp, this.name, this.name, "account-" + this.name, "15550783881"));
		this.owner = user;
		this.unowned.forEach(Runnable::run);
		this.unowned.clear();
	}

	private void disconnect() {
		if (this.owner != null) {
			pause();
			this.channels.disconnect(this.owner, "whatsapp:" + this.name);
			this.owner = null;
		}
	}

	private void text(boolean waits) {
		String mark = mark("text");
		this.writers.put(mark, this.person);
		this.bodies.put(mark, change("messages", """
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},"messages":[\
				{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"%s"}}]""".formatted(this.name,
				phone(this.person), mark, seconds(), mark)));
		receive(mark, this.bodies.get(mark), waits, () -> this.texts.add(this.owner + " " + mark));
	}

	private void again() {
		this.bodies.keySet()
			.stream()
			.sorted()
			.filter((mark) -> this.writers.get(mark) == this.person)
			.findFirst()
			.ifPresent((mark) -> {
				String was = this.owners.get(mark);
				if (this.owner != null && was != null) {
					// Also another's: it is one message of each.
					post(this.bodies.get(mark));
					this.texts.add(this.owner + " " + mark);
					this.owners.put(this.owner + mark, mark);
				}
			});
	}

	private void edit(boolean waits) {
		this.bodies.keySet()
			.stream()
			.sorted()
			.filter((mark) -> this.writers.get(mark) == this.person)
			.findFirst()
			.ifPresent((mark) -> {
				String edit = mark("edit");
				receive(edit,
						change("messages",
								"""
										"metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},"messages":[\
										{"from":"%s","id":"%s","timestamp":"%d","type":"edit","edit":{"original_message_id":"%s",\
										"message":{"type":"text","text":{"body":"%s"}}}}]"""
									.formatted(this.name, phone(this.person), edit, seconds(), mark, edit)),
						waits, () -> {
						});
			});
	}

	private void invalid() {
		String mark = mark("invalid");
		receive(mark, change("messages", """
				"metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},\
				"messages":[{"from":"%s","mark":"%s"}]""".formatted(this.name, phone(1_000), mark)), false,
				() -> this.held.add(mark));
	}

	private void template(boolean waits) {
		String mark = mark("template");
		receive(mark, """
				{"object":"whatsapp_business_account","entry":[{"id":"account-%s","time":%d,"changes":[\
				{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":"%s",\
				"message_template_name":"%s","message_template_language":"en"}}]}]}""".formatted(this.name, seconds(),
				mark, mark), waits, () -> {
				});
	}

	// Everything that the person has written to the owner of now is gone, and nothing of
	// it
	// comes back, whatever still waits.
	private void erase() {
		if (this.owner == null) {
			return;
		}
		String phone = phone(this.person);
		List<String> ids = query(
				"MATCH (:User {id: $user})-[:HAS_CONTACT]->(c:Contact)-[:KNOWN_AS]->(:Identity {value: $phone}) RETURN c.id AS mark",
				Map.of("user", this.owner, "phone", phone));
		if (ids.isEmpty()) {
			return;
		}
		assertThat(this.cypher.change("contacts/request-erasure", "id",
				Map.of("userId", this.owner, "id", ids.getFirst())))
			.isTrue();
		this.application.getBean(ChannelLookup.class).forget("whatsapp:" + this.name);
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(query("""
					MATCH (i:Identity {value: $phone, userId: $user})
					OPTIONAL MATCH (i)<-[:KNOWN_AS]-(c:Contact)
					RETURN i.key + ' contact ' + coalesce(c.id, '-')
					    + ' requested ' + coalesce(toString(c.erasureRequestedAt), '-') AS mark""",
					Map.of("user", this.owner, "phone", phone)))
				.as("what is left of %s, who was known as %s", phone, ids)
				.isEmpty());
		String user = this.owner;
		this.writers.forEach((mark, writer) -> {
			if (writer == this.person) {
				this.texts.remove(user + " " + mark);
			}
		});
		this.person++;
	}

	private void receive(String mark, String body, boolean waits, Runnable known) {
		Runnable owned = () -> {
			this.owners.put(mark, this.owner);
			known.run();
		};
		if (this.owner != null) {
			owned.run();
		}
		else {
			this.unowned.add(owned);
		}
		pause();
		if (waits) {
			Instant receivedAt = Instant.now();
			this.waiting.add(() -> process(body, receivedAt));
		}
		else {
			post(body);
		}
		pause();
	}

	/** As a drain or a consumer of Kafka does. */
	private void process(String body, Instant receivedAt) {
		this.application.getBean(ProducerTemplate.class).send("direct:events/process", (exchange) -> {
			exchange.setVariable("delivery", body.getBytes(StandardCharsets.UTF_8));
			exchange.setVariable("provider", "whatsapp");
			exchange.setVariable("receivedAt", receivedAt);
		});
	}

	private void post(String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%s/webhooks/whatsapp"
				.formatted(this.application.getEnvironment().getProperty("local.server.port"))))
			.header("Content-Type", "application/json")
			.header("X-Hub-Signature-256", Platform.sign(body))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		try {
			assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Set<String> found() {
		return new TreeSet<>(query("""
				MATCH (c:Contact)-[:SENT]->(m:Message)
				WHERE c.userId STARTS WITH $name + '-' AND m.type IS NOT NULL
				RETURN m.userId + ' ' + m.id AS mark"""));
	}

	private List<String> foreign(String marksOfAUser) {
		List<String> foreign = new ArrayList<>();
		for (String user : List.of(user("a"), user("b"))) {
			for (String mark : query(marksOfAUser, Map.of("user", user))) {
				boolean own = user.equals(this.owners.get(mark)) || this.owners.containsKey(user + mark);
				if (!own) {
					foreign.add(user + " has " + mark);
				}
			}
		}
		return foreign;
	}

	private Set<String> ownHeld() {
		Set<String> marks = new TreeSet<>();
		for (String user : List.of(user("a"), user("b"))) {
			List<Map<String, Object>> periods = this.application.getBean(ChannelPeriods.class).of(user);
			for (String payload : query("""
					UNWIND $periods AS period
					MATCH (held:HeldEvent {channelKey: period.channel})
					WHERE held.reason STARTS WITH 'invalid'
					  AND held.receivedAt.epochMillis >= period.from AND held.receivedAt.epochMillis < period.until
					RETURN held.payload AS mark""", Map.of("periods", periods))) {
				int begin = payload.indexOf("\"mark\":\"") + 8;
				marks.add(user + " " + payload.substring(begin, payload.indexOf('"', begin)));
			}
		}
		return marks;
	}

	private List<String> query(String cypher) {
		return query(cypher, Map.of());
	}

	private List<String> query(String cypher, Map<String, Object> parameters) {
		Map<String, Object> all = new HashMap<>(parameters);
		all.put("name", this.name);
		return this.driver.executableQuery(cypher)
			.withParameters(all)
			.execute()
			.records()
			.stream()
			.map((record) -> record.get("mark").asString())
			.toList();
	}

	private String user(String suffix) {
		return this.name + "-" + suffix;
	}

	private String mark(String kind) {
		return "%s-%s-%d".formatted(this.name, kind, ++this.number);
	}

	private String phone(int who) {
		return "9199%s%05d".formatted(this.name.substring(1), who);
	}

	private static String change(String field, String value) {
		return """
				{"object":"whatsapp_business_account","entry":[{"id":"104","changes":[{"field":"%s",\
				"value":{"messaging_product":"whatsapp",%s}}]}]}""".formatted(field, value);
	}

	private static long seconds() {
		return System.currentTimeMillis() / 1000;
	}

	// What is decided by milliseconds must not happen in the same one.
	private static void pause() {
		long now = System.currentTimeMillis();
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> System.currentTimeMillis() > now + 1);
	}

}
