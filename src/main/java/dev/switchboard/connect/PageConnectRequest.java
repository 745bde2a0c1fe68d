package dev.switchboard.connect;

import java.util.Set;

/**
 * A request to connect a Facebook Page.
 *
 * @param userId id of the user who connects
 * @param token access token of a person who manages the Page, or of the Page
 * @param pageId Meta's id of the Page
 * @param withInstagram whether to take the Instagram account along that is linked to it
 */
record PageConnectRequest(String userId, String token, String pageId, boolean withInstagram) implements ConnectRequest {

	/** What a log-in asks for, to connect a Page. */
	static final Set<String> SCOPES = Set.of("pages_show_list", "pages_messaging", "pages_manage_metadata");

	/** What it asks for beside, to take the Instagram account along. */
	static final Set<String> INSTAGRAM_SCOPES = Set.of("instagram_basic", "instagram_manage_messages");

	@Override
	public String code() {
		return null;
	}

	@Override
	public String redirectUri() {
		return null;
	}

	@Override
	public Set<String> scopes() {
		return this.withInstagram ? Set.of("pages_messaging", "pages_manage_metadata", "instagram_manage_messages")
				: Set.of("pages_messaging", "pages_manage_metadata");
	}

	/** Without what is secret. */
	@Override
	public String toString() {
		return "page %s for user %s".formatted(this.pageId, this.userId);
	}

}
