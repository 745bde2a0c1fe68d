package dev.switchboard.connect;

import java.util.List;
import java.util.Map;

/**
 * The Pages of the person who has logged in at Facebook.
 *
 * @param token what the log-in gave
 * @param pages for each, {@code id}, {@code name}, {@code instagram} (the name of the
 * account that is linked to it, or null) and {@code connectable}
 */
record Pages(String token, List<Map<String, Object>> pages) {

	/** Without what is secret. */
	@Override
	public String toString() {
		return this.pages.size() + " pages";
	}

}
