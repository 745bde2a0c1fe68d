package dev.switchboard.api;

import java.util.Map;

import jakarta.servlet.Filter;

import dev.switchboard.cypher.GraphRecord;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

	/** The first of those under {@code /api}; sessions and security come behind them. */
	static final int FIRST = -200;

	@Bean
	FilterRegistrationBean<FilterErrorsFilter> filterErrors(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
		return register(new FilterErrorsFilter(errors), FIRST);
	}

	@Bean
	FilterRegistrationBean<SecureRequestFilter> secureRequests() {
		return register(new SecureRequestFilter(), FIRST + 1);
	}

	@Bean
	FilterRegistrationBean<BodyLengthFilter> bodyLengths() {
		return register(new BodyLengthFilter(), FIRST + 2);
	}

	/** Records of statements are described as what they are in JSON: objects. */
	@Bean
	OpenAPI description() {
		SpringDocUtils.getConfig().replaceWithClass(GraphRecord.class, Map.class);
		SecurityScheme token = new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
		return new OpenAPI()
			.info(new Info().title("Switchboard").version("1").description("Accounts, channels, and what was written."))
			.schemaRequirement("token", token)
			.addSecurityItem(new SecurityRequirement().addList("token"));
	}

	private static <T extends Filter> FilterRegistrationBean<T> register(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.addUrlPatterns("/api/*");
		registration.setOrder(order);
		return registration;
	}

}
