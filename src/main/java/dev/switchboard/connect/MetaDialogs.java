package dev.switchboard.connect;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.switchboard.api.ApiException;
import dev.switchboard.channel.Channels;
import dev.switchboard.meta.MetaApp;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Addresses of the dialogs in which people log in at Meta.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow">
 * Manual login flow</a>
 * @see <a href=
 * "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login">
 * Business login for Instagram</a>
 */
@Component
class MetaDialogs {

	private final ConnectProperties properties;

	private final MetaLogin login;

	MetaDialogs(ConnectProperties properties, MetaLogin login) {
		this.properties = properties;
		this.login = login;
	}

	/** Where the dialog comes back to. */
	String redirectUri() {
		if (!StringUtils.hasText(this.properties.redirectUri())) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE,
					"Channels cannot be connected by a log-in here yet: the operator has to set META_REDIRECT_URI.");
		}
		return this.properties.redirectUri();
	}

	/** Facebook's dialog. */
	String facebook(String state) {
		return dialog(this.properties.facebookDialog() + "/dialog/oauth", this.login.app().id(),
				Stream.concat(PageConnectRequest.SCOPES.stream(), PageConnectRequest.INSTAGRAM_SCOPES.stream())
					.collect(Collectors.toSet()),
				state);
	}

	/** Instagram's dialog. */
	String instagram(String state) {
		MetaApp app = this.login.instagramApp();
		return dialog(this.properties.instagramDialog() + "/oauth/authorize", app.instagramId(),
				InstagramConnectRequest.SCOPES, state);
	}

	private String dialog(String address, String clientId, Set<String> scopes, String state) {
		return UriComponentsBuilder.fromUriString(address)
			.queryParam("client_id", "{client}")
			.queryParam("redirect_uri", "{redirect}")
			.queryParam("state", "{state}")
			.queryParam("scope", "{scope}")
			.queryParam("response_type", "code")
			.encode()
			.buildAndExpand(clientId, redirectUri(), state, String.join(",", new TreeSet<>(scopes)))
			.toUriString();
	}

}
