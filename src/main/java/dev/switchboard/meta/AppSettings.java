package dev.switchboard.meta;

import java.util.ArrayList;
import java.util.List;

/**
 * An app with the names of the properties that configure it, for messages about mistakes
 * in them.
 */
record AppSettings(MetaApp app, String id, String secrets, String verifyToken, String instagramSecrets) {

	private static final String PREFIX = "switchboard.meta.";

	/** All that are given, the one by itself first. */
	static List<AppSettings> of(MetaProperties properties) {
		List<AppSettings> settings = new ArrayList<>();
		properties.single()
			.map((app) -> new AppSettings(app, PREFIX + "app-id (META_APP_ID)", PREFIX + "app-secret (META_APP_SECRET)",
					PREFIX + "verify-token (META_VERIFY_TOKEN)",
					PREFIX + "instagram-app-secret (META_INSTAGRAM_APP_SECRET)"))
			.ifPresent(settings::add);
		for (int i = 0; i < properties.apps().size(); i++) {
			String prefix = "%sapps[%d].".formatted(PREFIX, i);
			settings.add(new AppSettings(properties.apps().get(i), prefix + "id", prefix + "secrets",
					prefix + "verify-token", prefix + "instagram-secrets"));
		}
		return settings;
	}

}
