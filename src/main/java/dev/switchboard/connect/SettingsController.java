package dev.switchboard.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import dev.switchboard.api.Loopback;
import dev.switchboard.channel.TokenCipher;
import dev.switchboard.localneo4j.LocalNeo4j;
import dev.switchboard.meta.GraphVersion;
import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page which channels can be connected here, and with what. */
@RestController
@Tag(name = "Connecting")
@RequestMapping("/api/connect")
class SettingsController {

	private static final Set<String> FORWARDED = Set.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

	private final ConnectProperties properties;

	private final MetaApp app;

	private final GraphVersion version;

	private final TokenCipher cipher;

	private final ObjectProvider<LocalNeo4j> local;

	private final Environment environment;

	SettingsController(ConnectProperties properties, MetaApps apps, GraphVersion version, TokenCipher cipher,
			ObjectProvider<LocalNeo4j> local, Environment environment) {
		this.properties = properties;
		this.app = apps.main();
		this.version = version;
		this.cipher = cipher;
		this.local = local;
		this.environment = environment;
	}

	@GetMapping("/settings")
	@Operation(summary = "Which channels can be connected here, and with what",
			description = "Where something is not available, the reason names what the operator has to set.")
	ConnectSettings show(HttpServletRequest request) {
		return new ConnectSettings(whatsapp(),
				logIn(missing(isSet(this.properties.redirectUri()) ? null : "META_REDIRECT_URI", appId())),
				logIn(missing(isSet(this.properties.redirectUri()) ? null : "META_REDIRECT_URI",
						isSet(this.app.instagramId()) ? null : "META_INSTAGRAM_APP_ID",
						this.app.instagramSecrets().isEmpty() ? "META_INSTAGRAM_APP_SECRET" : null)),
				this.environment.acceptsProfiles(Profiles.of("demo")), browser(request));
	}

	private ConnectSettings.Whatsapp whatsapp() {
		String configuration = this.properties.signupConfigurationId();
		List<String> missing = missing(appId(), isSet(configuration) ? null : "META_SIGNUP_CONFIGURATION_ID");
		return new ConnectSettings.Whatsapp(missing.isEmpty(), reason(missing),
				MetaLogin.isAtMeta(this.app) ? this.app.id() : null, isSet(configuration) ? configuration : null,
				this.properties.sdk(), this.version.name());
	}

	private String appId() {
		return MetaLogin.isAtMeta(this.app) ? null : "META_APP_ID";
	}

	// The key is what every way of connecting needs.
	private List<String> missing(String... names) {
		List<String> missing = new ArrayList<>();
		for (String name : names) {
			if (name != null) {
				missing.add(name);
			}
		}
		if (!this.cipher.hasKey()) {
			missing.add("SWITCHBOARD_ENCRYPTION_KEY");
		}
		return missing;
	}

	private static ConnectSettings.LogIn logIn(List<String> missing) {
		return new ConnectSettings.LogIn(missing.isEmpty(), reason(missing));
	}

	private static String reason(List<String> missing) {
		return missing.isEmpty() ? null
				: "This is not possible here yet: the operator has to set %s.".formatted(String.join(", ", missing));
	}

	// Of no use on another machine, and nothing to tell there.
	private String browser(HttpServletRequest request) {
		LocalNeo4j neo4j = this.local.getIfAvailable();
		return (neo4j != null && isFromThisMachine(request)) ? neo4j.browser().toString() : null;
	}

	private static boolean isFromThisMachine(HttpServletRequest request) {
		return Loopback.is(request.getRemoteAddr()) && Loopback.is(request.getServerName())
				&& FORWARDED.stream().allMatch((header) -> request.getHeader(header) == null);
	}

	private static boolean isSet(String value) {
		return StringUtils.hasText(value);
	}

}
