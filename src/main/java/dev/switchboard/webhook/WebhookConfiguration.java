package dev.switchboard.webhook;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ MetaProperties.class, WebhookProperties.class })
class WebhookConfiguration {

	@Bean
	FilterRegistrationBean<BodyLimitFilter> bodyLimit(WebhookProperties properties) {
		FilterRegistrationBean<BodyLimitFilter> registration = new FilterRegistrationBean<>(
				new BodyLimitFilter(properties));
		registration.addUrlPatterns("/webhooks/*");
		return registration;
	}

}
