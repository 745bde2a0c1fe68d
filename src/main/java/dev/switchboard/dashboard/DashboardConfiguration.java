package dev.switchboard.dashboard;

import java.time.Duration;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves what the page loads. The names of these files change with what is in them, so a
 * browser may keep them for ever.
 */
@Configuration(proxyBeanMethods = false)
class DashboardConfiguration implements WebMvcConfigurer {

	private static final String FILES = "classpath:/" + DashboardController.FOLDER;

	private static final Duration YEAR = Duration.ofDays(365);

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations(FILES + "assets/")
			.setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable());
		registry.addResourceHandler("/favicon.svg")
			.addResourceLocations(FILES)
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
	}

}
