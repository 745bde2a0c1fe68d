package dev.switchboard.meta;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses apps whose deliveries could not be verified, or not be told from another app's.
 * What it says names properties and never a value.
 */
final class AppCheck {

	private final Map<String, String> ids = new HashMap<>();

	private final Map<String, String> secrets = new HashMap<>();

	private final boolean several;

	private AppCheck(boolean several) {
		this.several = several;
	}

	/**
	 * The apps that are configured.
	 * @return at least one, the main one first
	 * @throws AppSettingsException when they cannot be used
	 */
	static List<MetaApp> require(MetaProperties properties) {
		List<AppSettings> settings = AppSettings.of(properties);
		if (settings.isEmpty()) {
			throw new AppSettingsException("There is no Meta app: set META_APP_SECRET (switchboard.meta.app-secret)"
					+ " to its app secret and META_VERIFY_TOKEN (switchboard.meta.verify-token) to the verify token"
					+ " of its webhook, or list apps under switchboard.meta.apps.");
		}
		AppCheck check = new AppCheck(settings.size() > 1);
		settings.forEach(check::require);
		return settings.stream().map(AppSettings::app).toList();
	}

	private void require(AppSettings settings) {
		MetaApp app = settings.app();
		if (!MetaApp.isId(app.id())) {
			throw new AppSettingsException(
					"%s must be the id of the app: 1 to 64 letters, digits, dots, dashes or" + " underscores.",
					settings.id());
		}
		if (this.several && app.id().equals(MetaApp.UNNAMED)) {
			throw new AppSettingsException("%s is not set: where there are several apps, each needs its own id.",
					settings.id());
		}
		if (app.secrets().isEmpty()) {
			throw new AppSettingsException("%s is blank: set it to the app secret of this Meta app.",
					settings.secrets());
		}
		if (app.verifyToken() == null) {
			throw new AppSettingsException("%s is blank: set it to the verify token of this app's webhook.",
					settings.verifyToken());
		}
		String namesake = this.ids.put(app.id(), settings.id());
		if (namesake != null) {
			throw new AppSettingsException("%s is the same as %s: each app needs an id of its own.", settings.id(),
					namesake);
		}
		app.secrets().forEach((secret) -> requireNew(secret, settings.secrets()));
		app.instagramSecrets().forEach((secret) -> requireNew(secret, settings.instagramSecrets()));
	}

	private void requireNew(String secret, String property) {
		String other = this.secrets.put(secret, property);
		if (other != null) {
			throw new AppSettingsException(
					"%s has a secret that %s has already: nobody could tell which of the two" + " has signed.",
					property, other);
		}
	}

}
