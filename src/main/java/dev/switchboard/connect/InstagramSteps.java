package dev.switchboard.connect;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelAccess;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.meta.GraphRequest;
import dev.switchboard.meta.GraphRequest.Host;
import dev.switchboard.meta.MetaApp;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Steps of the route {@code connect-instagram}.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login">
 * Business login for Instagram</a>
 */
@Component("instagramSteps")
class InstagramSteps {

	private static final String LONG_LIVED = "/access_token";

	private final Channels channels;

	private final MetaLogin login;

	private final Clock clock;

	InstagramSteps(Channels channels, MetaLogin login, Clock clock) {
		this.channels = channels;
		this.login = login;
		this.clock = clock;
	}

	/** Asks for the token of a code: one that lasts an hour. */
	GraphRequest exchange(@Variable("connect") InstagramConnectRequest request) {
		MetaApp app = this.login.instagramApp();
		return GraphRequest.post("/oauth/access_token",
				Map.of("client_id", app.instagramId(), "client_secret", app.instagramSecrets().getFirst(), "grant_type",
						"authorization_code", "redirect_uri", request.redirectUri(), "code", request.code()),
				null)
			.at(Host.instagramLogin);
	}

	/** The token that lasts an hour; newer apps get it in a list. */
	String token(@Body JsonNode answer) {
		String token = answer.path("data").path(0).path("access_token").asText(answer.path("access_token").asText());
		if (token.isEmpty()) {
			throw new ApiException(HttpStatus.BAD_GATEWAY, "Instagram gave no access token. Log in again.");
		}
		return token;
	}

	/** Asks for one that lasts sixty days. Meta takes the secret as a parameter only. */
	GraphRequest extend(@Variable("token") String token) {
		return GraphRequest
			.get(LONG_LIVED,
					Map.of("grant_type", "ig_exchange_token", "client_secret",
							this.login.instagramApp().instagramSecrets().getFirst(), "access_token", token),
					null)
			.at(Host.instagram);
	}

	/** When the token stops to work. */
	Instant expiresAt(@Body JsonNode answer) {
		long seconds = answer.path("expires_in").asLong();
		return (seconds > 0) ? this.clock.instant().plusSeconds(seconds) : null;
	}

	/** Asks whose token it is. */
	GraphRequest me(@Variable("token") String token) {
		return GraphRequest.get("me", Map.of("fields", "user_id,username"), token).at(Host.instagram);
	}

	/**
	 * Fails, before anything is changed at Meta, when the account cannot be connected.
	 */
	void check(@Variable("me") JsonNode me, @Variable("connect") InstagramConnectRequest request) {
		if (!me.path("user_id").asText().matches(MetaId.PATTERN)) {
			throw ApiException.unusable("Instagram does not tell the account. It must be a professional account.");
		}
		this.channels.refuseIfTaken(request.userId(), account(me).key());
	}

	/** Subscribes our app to the account. */
	GraphRequest subscribe(@Variable("me") JsonNode me, @Variable("token") String token) {
		return new Subscription(me.path("user_id").asText(), ChannelType.instagram, true).begin(token);
	}

	/** Makes the account a channel of the user. */
	String connect(@Variable("me") JsonNode me, @Variable("connect") InstagramConnectRequest request,
			@Variable("token") String token, @Variable("expiresAt") Instant expiresAt) {
		ChannelAccount account = account(me);
		this.channels.connect(request.userId(), account, new ChannelAccess(this.login.instagramApp().id(), token,
				expiresAt, me.path("id").asText(null), account.externalId(), true));
		return account.key();
	}

	private static ChannelAccount account(JsonNode me) {
		String id = me.path("user_id").asText();
		return ChannelAccount.of(ChannelType.instagram, id, me.path("username").asText(id));
	}

}
