package dev.switchboard.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class MetaPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(WebhookConfiguration.class);

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void aBlankSecretOrTokenStopsTheStartAndNamesTheVariable(String blank) {
		this.runner.withPropertyValues("switchboard.meta.app-secret=" + blank, "switchboard.meta.verify-token=" + blank)
			.run((context) -> assertThat(context.getStartupFailure()).hasStackTraceContaining("META_APP_SECRET")
				.hasStackTraceContaining("META_VERIFY_TOKEN"));
	}

	@Test
	void showsNoSecret() {
		assertThat(new MetaProperties("hush", "hush")).asString().doesNotContain("hush");
	}

}
