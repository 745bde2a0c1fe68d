package dev.switchboard.webhook;

import jakarta.servlet.Filter;
import org.apache.camel.CamelContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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

	private static <T extends Filter> FilterRegistrationBean<T> register(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns(WEBHOOKS);
		registration.setOrder(order);
		return registration;
	}

}
