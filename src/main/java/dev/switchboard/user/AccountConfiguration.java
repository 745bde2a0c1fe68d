package dev.switchboard.user;

import java.io.IOException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.authentication.password.CompromisedPasswordDecision;
import org.springframework.security.web.authentication.password.HaveIBeenPwnedRestApiPasswordChecker;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AccountConfiguration.class);

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
			.requestInterceptor(AccountConfiguration::ask)
			.requestFactory(ClientHttpRequestFactoryBuilder.jdk()
				.build(ClientHttpRequestFactorySettings.defaults()
					.withConnectTimeout(PATIENCE)
					.withReadTimeout(PATIENCE)))
			.build());
		return checker;
	}

	// In one line; the checker's own stack trace is switched off.
	private static ClientHttpResponse ask(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		try {
			ClientHttpResponse answer = execution.execute(request, body);
			if (answer.getStatusCode().isError()) {
				warn(request, answer.getStatusCode());
			}
			return answer;
		}
		catch (IOException ex) {
			warn(request, ex.getClass().getSimpleName());
			throw ex;
		}
	}

	private static void warn(HttpRequest request, Object reason) {
		logger.warn(
				"a password is taken without a look into the list of stolen passwords: {} does not answer ({}). "
						+ "Where there is no way to it, leave switchboard.accounts.breach-list empty.",
				request.getURI().getHost(), reason);
	}

}
