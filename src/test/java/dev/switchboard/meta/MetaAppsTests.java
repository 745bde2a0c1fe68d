package dev.switchboard.meta;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MetaAppsTests {

	private static final String ONE = "switchboard.meta.";

	private static final String FIRST = "switchboard.meta.apps[0].";

	private static final String SECOND = "switchboard.meta.apps[1].";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(MetaConfiguration.class);

	@Test
	void oneAppNeedsASecretAndAVerifyToken() {
		withApps((apps) -> {
			assertThat(apps.all()).containsExactly(app("default", List.of("hush"), "token", null, List.of()));
			assertThat(apps.main()).isEqualTo(apps.all().getFirst());
		}, ONE + "app-id=", ONE + "app-secret=hush", ONE + "verify-token=token", ONE + "instagram-app-id=",
				ONE + "instagram-app-secret=");
	}

	@Test
	void oneAppCanHaveAnIdSeveralSecretsAndAnInstagramApp() {
		withApps(
				(apps) -> assertThat(apps.all())
					.containsExactly(app("123", List.of("new", "old"), "token", "456", List.of("gram", "old gram"))),
				ONE + "app-id=123", ONE + "app-secret=new, old,", ONE + "verify-token=token",
				ONE + "instagram-app-id=456", ONE + "instagram-app-secret=gram,old gram");
	}

	@Test
	void appsCanBeAList() {
		withApps((apps) -> {
			assertThat(apps.all()).containsExactly(app("1", List.of("new", "old"), "token", null, List.of()),
					app("2", List.of("other"), "token", "3", List.of("gram")));
			assertThat(apps.main().id()).isEqualTo("1");
			assertThat(apps.byId("2")).hasValue(apps.all().getLast());
			assertThat(apps.byId("3")).isEmpty();
		}, FIRST + "id=1", FIRST + "secrets=new,old", FIRST + "verify-token=token", SECOND + "id=2",
				SECOND + "secrets[0]=other", SECOND + "verify-token=token", SECOND + "instagram-id=3",
				SECOND + "instagram-secrets=gram");
	}

	@Test
	void theOneBesideAListIsTheMainOne() {
		withApps((apps) -> assertThat(apps.all()).extracting(MetaApp::id).containsExactly("123", "1"), FIRST + "id=1",
				FIRST + "secrets=other", FIRST + "verify-token=token", ONE + "app-id=123", ONE + "app-secret=hush",
				ONE + "verify-token=token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void withoutAnAppItDoesNotStartAndNamesTheVariables(String blank) {
		assertRefused("There is no Meta app: set META_APP_SECRET (switchboard.meta.app-secret) to its app secret and"
				+ " META_VERIFY_TOKEN (switchboard.meta.verify-token) to the verify token of its webhook, or list apps"
				+ " under switchboard.meta.apps.", ONE + "app-id=" + blank, ONE + "app-secret=" + blank,
				ONE + "verify-token=" + blank);
	}

	@Test
	void anAppWithoutSecretOrVerifyTokenIsRefusedAndThePropertyNamed() {
		assertRefused("switchboard.meta.app-secret (META_APP_SECRET) is blank: set it to the app secret of this Meta"
				+ " app.", ONE + "app-secret=,", ONE + "verify-token=hush-token");
		assertRefused("switchboard.meta.verify-token (META_VERIFY_TOKEN) is blank: set it to the verify token of this"
				+ " app's webhook.", ONE + "app-secret=hush", ONE + "verify-token= ");
		assertRefused("switchboard.meta.apps[0].secrets is blank: set it to the app secret of this Meta app.",
				FIRST + "id=1", FIRST + "verify-token=hush-token", FIRST + "instagram-secrets=hush");
		assertRefused("switchboard.meta.apps[0].verify-token is blank: set it to the verify token of this app's"
				+ " webhook.", FIRST + "id=1", FIRST + "secrets=hush");
	}

	@Test
	void whatCannotBeAnIdIsRefused() {
		String what = "switchboard.meta.apps[0].id must be the id of the app: 1 to 64 letters, digits, dots, dashes or"
				+ " underscores.";

		assertRefused(what, FIRST + "secrets=hush", FIRST + "verify-token=hush-token");
		assertRefused(what, FIRST + "id=../hush", FIRST + "secrets=hush", FIRST + "verify-token=hush-token");
	}

	@Test
	void beforeTheListTheOneNeedsAnIdToo() {
		assertRefused(
				"switchboard.meta.app-id (META_APP_ID) is not set: where there are several apps, each needs its own"
						+ " id.",
				ONE + "app-secret=hush", ONE + "verify-token=hush-token", FIRST + "id=1", FIRST + "secrets=hush-2",
				FIRST + "verify-token=hush-token");
	}

	@Test
	void twoAppsOfOneIdAreRefused() {
		assertRefused(
				"switchboard.meta.apps[0].id is the same as switchboard.meta.app-id (META_APP_ID): each app needs an"
						+ " id of its own.",
				ONE + "app-id=1", ONE + "app-secret=hush", ONE + "verify-token=hush-token", FIRST + "id=1",
				FIRST + "secrets=hush-2", FIRST + "verify-token=hush-token");
	}

	@Test
	void aSecretThatIsThereTwiceIsRefused() {
		assertRefused(
				"switchboard.meta.apps[1].instagram-secrets has a secret that switchboard.meta.apps[0].secrets has"
						+ " already: nobody could tell which of the two has signed.",
				FIRST + "id=1", FIRST + "secrets=hush-new,hush", FIRST + "verify-token=hush-token", SECOND + "id=2",
				SECOND + "secrets=hush-2", SECOND + "verify-token=hush-token", SECOND + "instagram-secrets=hush");
	}

	@Test
	void showsNoSecret() {
		MetaApp app = app("1", List.of("hush"), "hush", "2", List.of("hush"));

		assertThat(app).hasToString("MetaApp[id=1, instagramId=2]");
		assertThat(new MetaApps(List.of(app)).toString()).doesNotContain("hush");
		assertThat(new MetaProperties("1", List.of("hush"), "hush", "2", List.of("hush"), List.of(app)).toString())
			.doesNotContain("hush");
	}

	@Test
	void theRefusalIsShownAsAParagraph() {
		AppSettingsException refusal = new AppSettingsException("%s is blank.", "a property");

		assertThat(new AppSettingsFailureAnalyzer().analyze(new IllegalStateException(refusal)))
			.satisfies((analysis) -> assertThat(analysis.getDescription()).isEqualTo("a property is blank."))
			.satisfies((analysis) -> assertThat(analysis.getAction()).contains("docs/configuration.md"));
	}

	private void withApps(Consumer<MetaApps> assertions, String... properties) {
		this.runner.withPropertyValues(properties).run((context) -> assertions.accept(context.getBean(MetaApps.class)));
	}

	private void assertRefused(String why, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(AppSettingsException.class)
				.hasRootCauseMessage(why)
				.satisfies((failure) -> assertThat(stackTrace(failure)).doesNotContain("hush")));
	}

	private static String stackTrace(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			text.append(cause).append('\n');
		}
		return text.toString();
	}

	private static MetaApp app(String id, List<String> secrets, String verifyToken, String instagramId,
			List<String> instagramSecrets) {
		return new MetaApp(id, secrets, verifyToken, instagramId, instagramSecrets);
	}

}
