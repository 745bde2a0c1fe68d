package dev.switchboard.meta;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetaProperties.class)
class MetaConfiguration {

	@Bean
	MetaApps metaApps(MetaProperties properties) {
		return new MetaApps(AppCheck.require(properties));
	}

}
