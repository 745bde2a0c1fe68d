package dev.switchboard.user;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.authentication.password.CompromisedPasswordDecision;
import org.springframework.security.web.authentication.password.HaveIBeenPwnedRestApiPasswordChecker;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/**
	 * Looks passwords up in the list of Have I Been Pwned, which gets to see five digits
	 * of a hash. While it is away, passwords are taken without it.
	 */
	@Bean
	CompromisedPasswordChecker compromisedPasswordChecker(AccountProperties properties) {
		if (!StringUtils.hasText(properties.breachList())) {
			return (password) -> new CompromisedPasswordDecision(false);
		}
		HaveIBeenPwnedRestApiPasswordChecker checker = new HaveIBeenPwnedRestApiPasswordChecker();
		checker.setRestClient(RestClient.builder()
			.baseUrl(properties.breachList())
			.requestFactory(ClientHttpRequestFactoryBuilder.jdk()
				.build(ClientHttpRequestFactorySettings.defaults()
					.withConnectTimeout(PATIENCE)
					.withReadTimeout(PATIENCE)))
			.build());
		return checker;
	}

}
