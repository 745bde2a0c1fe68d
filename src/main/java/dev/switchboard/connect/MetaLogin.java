package dev.switchboard.connect;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.api.ApiException;
import dev.switchboard.channel.Channels;
import dev.switchboard.meta.GraphRequest;
import dev.switchboard.meta.MetaApp;
import dev.switchboard.meta.MetaApps;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Steps that make an access token of the code of a log-in at Meta, and look at what a
 * token allows.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow">
 * Manual login flow</a>
 */
@Component("metaLogin")
class MetaLogin {

	private final MetaApps apps;

	MetaLogin(MetaApps apps) {
		this.apps = apps;
	}

	/** Whether there is a code to exchange; otherwise a token was pasted. */
	boolean hasCode(@Variable("connect") ConnectRequest connect) {
		return connect.code() != null;
	}

	/** The token that was pasted. */
	String pasted(@Variable("connect") ConnectRequest connect) {
		return connect.token();
	}

	/** Asks for the token of a code, which works once. */
	GraphRequest exchange(@Variable("connect") ConnectRequest connect) {
		MetaApp app = app();
		Map<String, String> parameters = new HashMap<>(Map.of("client_id", app.id(), "client_secret",
				app.secrets().getFirst(), "grant_type", "authorization_code", "code", connect.code()));
		if (connect.redirectUri() != null) {
			parameters.put("redirect_uri", connect.redirectUri());
		}
		return GraphRequest.post("oauth/access_token", parameters, null);
	}

	/** Asks what a token allows. Meta takes the token as a parameter only. */
	GraphRequest inspect(@Variable("token") String token) {
		MetaApp app = app();
		return GraphRequest.get("debug_token", Map.of("input_token", token), app.id() + "|" + app.secrets().getFirst());
	}

	/** The token that Meta answered with. */
	String token(@Body JsonNode answer) {
		String token = answer.path("access_token").asText("");
		if (token.isEmpty()) {
			throw new ApiException(HttpStatus.BAD_GATEWAY, "Meta gave no access token. Log in again.");
		}
		return token;
	}

	/**
	 * What a token allows.
	 * @param answer Meta's answer to {@link #inspect}
	 * @param connect says which permissions are needed
	 * @return what is known of the token
	 * @throws ApiException 422 when it is not for us, or does not allow what is needed
	 */
	TokenInfo info(@Body JsonNode answer, @Variable("connect") ConnectRequest connect) {
		JsonNode data = answer.path("data");
		if (!data.path("is_valid").asBoolean()) {
			throw ApiException.unusable("Meta says that the access token is not valid (any more).");
		}
		if (!data.path("app_id").asText().equals(app().id())) {
			throw ApiException.unusable("The access token was made for another app than ours.");
		}
		Set<String> missing = connect.scopes()
			.stream()
			.filter((scope) -> !texts(data.path("scopes")).contains(scope))
			.collect(Collectors.toCollection(TreeSet::new));
		if (!missing.isEmpty()) {
			throw ApiException
				.unusable("The access token lacks the permissions %s. Log in again and leave all boxes ticked."
					.formatted(String.join(", ", missing)));
		}
		Map<String, List<String>> targets = new HashMap<>();
		for (JsonNode granular : data.path("granular_scopes")) {
			if (granular.has("target_ids")) {
				targets.put(granular.path("scope").asText(), texts(granular.path("target_ids")));
			}
		}
		long expires = data.path("expires_at").asLong();
		return new TokenInfo(app().id(), data.path("user_id").asText(null),
				(expires > 0) ? Instant.ofEpochSecond(expires) : null, targets);
	}

	MetaApp app() {
		MetaApp app = this.apps.main();
		if (!isAtMeta(app)) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE,
					"Channels cannot be connected here yet: the operator has to set META_APP_ID.");
		}
		return app;
	}

	/** Whether the app has the id that Meta gave it. */
	static boolean isAtMeta(MetaApp app) {
		return app.id().matches("\\d+");
	}

	private static List<String> texts(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
	}

	/** Our app, when it has an Instagram app. */
	MetaApp instagramApp() {
		MetaApp app = this.apps.main();
		if (app.instagramId() == null || app.instagramSecrets().isEmpty()) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "Instagram log-in is not set up here: the operator"
					+ " has to set META_INSTAGRAM_APP_ID and META_INSTAGRAM_APP_SECRET.");
		}
		return app;
	}

	/**
	 * What is known of an access token.
	 *
	 * @param appId the app that it is for
	 * @param grantedBy Meta's id of the person who gave it; null when it is a system
	 * user's
	 * @param expiresAt when it stops to work; null when it does not
	 * @param targets for some permissions, the only ids that they are good for
	 */
	record TokenInfo(String appId, String grantedBy, Instant expiresAt, Map<String, List<String>> targets) {

		/** Whether a permission is good for an account. */
		boolean allows(String scope, String id) {
			return this.targets.getOrDefault(scope, List.of(id)).contains(id);
		}

	}

}
