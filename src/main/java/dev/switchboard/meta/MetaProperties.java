package dev.switchboard.meta;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * The Meta apps whose webhooks come in: one by itself, or several in a list, or one
 * beside a list.
 *
 * @param appId the app's id, "default" when it is blank; required beside a list
 * (environment: META_APP_ID)
 * @param appSecret the app's secret, which signs every delivery; while it is changed, the
 * new and the old one, separated by a comma, the new one first (environment:
 * META_APP_SECRET)
 * @param verifyToken the text that you type into Meta's dashboard beside the callback URL
 * (environment: META_VERIFY_TOKEN)
 * @param instagramAppId id of the Instagram app that belongs to the app (environment:
 * META_INSTAGRAM_APP_ID)
 * @param instagramAppSecret secret of that Instagram app, which signs what comes from
 * accounts that are connected with Instagram's own log-in (environment:
 * META_INSTAGRAM_APP_SECRET)
 * @param apps further apps, each with id, secrets, verify-token, and for an Instagram app
 * instagram-id and instagram-secrets
 */
@ConfigurationProperties("switchboard.meta")
record MetaProperties(String appId, List<String> appSecret, String verifyToken, String instagramAppId,
		List<String> instagramAppSecret, List<MetaApp> apps) {

	MetaProperties {
		apps = Objects.requireNonNullElse(apps, List.of());
	}

	/** The app that is given by itself, or empty when nothing of it is. */
	Optional<MetaApp> single() {
		boolean named = StringUtils.hasText(this.appId);
		MetaApp app = new MetaApp(named ? this.appId : MetaApp.UNNAMED, this.appSecret, this.verifyToken,
				this.instagramAppId, this.instagramAppSecret);
		boolean given = named || app.verifyToken() != null || app.instagramId() != null || !app.secrets().isEmpty()
				|| !app.instagramSecrets().isEmpty();
		return given ? Optional.of(app) : Optional.empty();
	}

	@Override
	public String toString() {
		return "MetaProperties[appId=%s, instagramAppId=%s, apps=%s]".formatted(this.appId, this.instagramAppId,
				this.apps);
	}

}
