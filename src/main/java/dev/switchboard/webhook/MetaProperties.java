package dev.switchboard.webhook;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The Meta app whose webhooks come in.
 *
 * @param appSecret the app's secret, which signs every delivery (environment:
 * META_APP_SECRET)
 * @param verifyToken the text that you type into Meta's dashboard beside the callback URL
 * (environment: META_VERIFY_TOKEN)
 */
@Validated
@ConfigurationProperties("switchboard.meta")
public record MetaProperties(
		@NotBlank(message = "is blank: set META_APP_SECRET to the app secret of your Meta app") String appSecret,
		@NotBlank(message = "is blank: set META_VERIFY_TOKEN to the verify token of your webhook") String verifyToken) {

	@Override
	public String toString() {
		return "MetaProperties[appSecret=***, verifyToken=***]";
	}

}
