package dev.switchboard.webhook;

import jakarta.servlet.Filter;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {

	private static final String WEBHOOKS = "/webhooks/*";

	@Bean
	FilterRegistrationBean<StartupFilter> startup(ObjectProvider<CamelContext> camel) {
		return register(new StartupFilter(camel::getObject), 0);
	}

	@Bean
	FilterRegistrationBean<PlainRequestFilter> plainRequests() {
		return register(new PlainRequestFilter(), 1);
	}

	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimit(WebhookProperties properties) {
		return register(new BodyLimitFilter(properties), 2);
	}

	@Bean
	FilterRegistrationBean<AnswerFilter> answer() {
		return register(new AnswerFilter(), 3);
	}

	@Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
	RequestThreadEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
		return new RequestThreadEngine(port);
	}

	/**
	 * A client that asks before it sends a body is answered once somebody reads it: one
	 * that is refused sends nothing, and sees why.
	 */
	@Bean
	TomcatConnectorCustomizer continueOnRead() {
		return (connector) -> ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
			.setContinueResponseTiming("onRead");
	}

	private static <T extends Filter> FilterRegistrationBean<T> register(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns(WEBHOOKS);
		registration.setOrder(order);
		return registration;
	}

}
