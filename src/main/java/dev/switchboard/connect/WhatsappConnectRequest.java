package dev.switchboard.connect;

import java.util.Set;

/**
 * A request to connect a WhatsApp number.
 *
 * @param userId id of the user who connects
 * @param code code that Embedded Signup gave; null when a token was pasted
 * @param token access token that was pasted, or that the session has kept; null when
 * there is a code
 * @param businessAccountId id of the WhatsApp business account (WABA)
 * @param phoneNumberId Meta's id of the number
 * @param pin six digits of the number's two-step verification, to register it with; null
 * when it is registered
 * @see <a href=
 * "https://developers.facebook.com/docs/whatsapp/embedded-signup/onboarding-customers-as-a-tech-provider">
 * Onboarding customers</a>
 */
record WhatsappConnectRequest(String userId, String code, String token, String businessAccountId, String phoneNumberId,
		String pin) implements ConnectRequest {

	/** What a token must allow, to connect a number. */
	static final Set<String> SCOPES = Set.of("whatsapp_business_management", "whatsapp_business_messaging");

	@Override
	public String redirectUri() {
		return null;
	}

	@Override
	public Set<String> scopes() {
		return SCOPES;
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "number %s of %s for user %s".formatted(this.phoneNumberId, this.businessAccountId, this.userId);
	}

}
