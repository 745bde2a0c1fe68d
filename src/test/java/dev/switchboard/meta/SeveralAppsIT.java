package dev.switchboard.meta;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.switchboard.Graph;
import dev.switchboard.Platform;
import dev.switchboard.SwitchboardTest;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelLookup;
import dev.switchboard.channel.ChannelType;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

import static dev.switchboard.Platform.assertAccepted;
import static dev.switchboard.Platform.delivery;
import static dev.switchboard.Platform.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two of our apps share the webhook, and each has channels of its own. */
@SwitchboardTest
@DirtiesContext
@TestPropertySource(properties = { "switchboard.meta.app-id=100",
		"switchboard.meta.app-secret=" + Platform.APP_SECRET + "," + SeveralAppsIT.OLD_SECRET,
		"switchboard.meta.instagram-app-secret=" + SeveralAppsIT.INSTAGRAM_SECRET, "switchboard.meta.apps[0].id=200",
		"switchboard.meta.apps[0].secrets=" + SeveralAppsIT.SECOND_APPS_SECRET,
		"switchboard.meta.apps[0].verify-token=" + SeveralAppsIT.SECOND_APPS_TOKEN })
class SeveralAppsIT {

	static final String OLD_SECRET = "old-secret-of-the-first-app";

	static final String INSTAGRAM_SECRET = "secret-of-the-first-apps-instagram-app";

	static final String SECOND_APPS_SECRET = "secret-of-the-second-app";

	static final String SECOND_APPS_TOKEN = "token-of-the-second-app";

	@Autowired
	private Platform platform;

	@Autowired
	private Graph graph;

	@Autowired
	private ChannelLookup channels;

	@Autowired
	private MeterRegistry meters;

	@LocalManagementPort
	private int managementPort;

	private RestClient held;

	/** Another one in each test: the application remembers channels for a minute. */
	private final String number = Long.toString(System.nanoTime());

	@BeforeEach
	void client() {
		this.held = RestClient.create("http://127.0.0.1:%d/actuator/held".formatted(this.managementPort));
	}

	@Test
	void whatAnAppSignsWithAnyOfItsSecretsIsStored() {
		this.graph.connect("bob", this.number);
		double before = signatures("100", "previous");

		post(Platform.APP_SECRET, "wamid.A");
		post(OLD_SECRET, "wamid.B");
		post(INSTAGRAM_SECRET, "wamid.C");
		post(SECOND_APPS_SECRET, "wamid.D");

		soon().until(() -> this.graph.count("Message") == 4);
		this.graph.assertNothingHeld();
		assertThat(signatures("100", "previous")).isEqualTo(before + 1);
		assertThat(signatures("200", "current")).isPositive();
	}

	@Test
	void whatIsSignedWithASecretThatWasTakenAwayIsRefused() {
		HttpResponse<String> answer = this.platform.postSignedWith("secret-before-the-old-one",
				delivery(this.number, text("wamid.A", "Hello")));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { Platform.VERIFY_TOKEN, SECOND_APPS_TOKEN })
	void eachAppProvesItsCallbackUrlWithItsOwnToken(String token) {
		HttpResponse<String> answer = this.platform.send(this.platform
			.to(Platform.PATH + "?hub.mode=subscribe&hub.verify_token=" + token + "&hub.challenge=1158201444"));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("1158201444");
	}

	@Test
	void whatAnotherAppSignsIsHeldWithItsAppUntilAPersonDecides() {
		connectWith("100");
		double before = heldOfAnotherApp();

		post(SECOND_APPS_SECRET, "wamid.A");
		post(Platform.APP_SECRET, "wamid.B");

		soon().until(() -> this.graph.count("HeldEvent") == 1 && this.graph.count("Message") == 1);
		assertThat(this.graph.value("MATCH (m:Message) RETURN m.id")).isEqualTo("wamid.B");
		assertThat(heldOfAnotherApp()).isEqualTo(before + 1);
		Map<String, Object> listed = listHeld().getFirst();
		assertThat(listed).containsEntry("reason", "other-app")
			.containsEntry("app", "200")
			.containsEntry("channel", "whatsapp:" + this.number);

		assertThat(replay(listed.get("id"))).containsEntry("released", false);
		assertThat(show(listed.get("id"))).containsEntry("app", "200").containsEntry("attempts", 2);
		belongsTo("200");

		assertThat(replay(listed.get("id"))).containsEntry("released", true);
		assertThat(this.graph.count("Message")).isEqualTo(2);
		assertThat(this.graph.count("HeldEvent")).isZero();
	}

	@Test
	void whatBothAppsSentTooEarlyIsStoredForTheOneThatTheChannelIsConnectedWith() {
		post(SECOND_APPS_SECRET, "wamid.A");
		post(Platform.APP_SECRET, "wamid.A");
		soon().until(() -> this.graph.count("HeldEvent") == 2);

		this.graph.query("""
				CREATE (:User {id: 'bob'})-[:OWNS]->(:Channel {key: 'whatsapp:%s', userId: 'bob', appId: '100'})"""
			.formatted(this.number));
		this.held.post()
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("reason", "unknown-channel"))
			.retrieve()
			.toBodilessEntity();

		soon().until(() -> this.graph.count("Message") == 1 && this.graph.count("HeldEvent") == 1);
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.app"))
			.containsExactly(Map.of("h.reason", "other-app", "h.app", "200"));
	}

	@Test
	void anAccountsEventGoesToTheChannelsOfTheAppThatSignedIt() {
		this.graph.connect("bob",
				new ChannelAccount(ChannelType.whatsapp, this.number, "a number", "104", "15550783881"));
		belongsTo("100");
		String event = """
				{"object":"whatsapp_business_account","entry":[{"id":"104","time":1760000000,"changes":[
				{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}]}]}""";

		assertAccepted(this.platform.postSignedWith(SECOND_APPS_SECRET, event));
		soon().until(() -> this.graph.count("HeldEvent") == 1);
		assertThat(this.graph.count("ChannelEvent")).isZero();
		assertThat(this.graph.query("MATCH (h:HeldEvent) RETURN h.reason, h.app, h.channelKey"))
			.containsExactly(Map.of("h.reason", "other-app", "h.app", "200", "h.channelKey", "account:104"));

		assertAccepted(this.platform.postSignedWith(Platform.APP_SECRET, event));
		soon().until(() -> this.graph.count("ChannelEvent") == 1);
	}

	private void post(String secret, String id) {
		assertAccepted(this.platform.postSignedWith(secret, delivery(this.number, text(id, "Hello"))));
	}

	private void connectWith(String app) {
		this.graph.connect("bob", this.number);
		belongsTo(app);
	}

	private void belongsTo(String app) {
		String key = "whatsapp:" + this.number;
		this.graph.query("MATCH (c:Channel {key: '%s'}) SET c.appId = '%s'".formatted(key, app));
		this.channels.forget(key);
	}

	private double signatures(String app, String secret) {
		return this.meters.get("switchboard.signatures").tags("app", app, "secret", secret).counter().count();
	}

	private double heldOfAnotherApp() {
		return this.meters.counter("switchboard.held", "provider", "whatsapp", "reason", "other-app").count();
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> listHeld() {
		return (List<Map<String, Object>>) this.held.get().retrieve().body(Map.class).get("events");
	}

	private Map<String, Object> show(Object id) {
		return this.held.get().uri("/" + id).retrieve().body(new ParameterizedTypeReference<>() {
		});
	}

	private Map<String, Object> replay(Object id) {
		return this.held.post()
			.uri("/" + id)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of())
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
	}

	private static ConditionFactory soon() {
		return await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
	}

}
