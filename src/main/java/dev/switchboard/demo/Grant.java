package dev.switchboard.demo;

import java.util.List;

/**
 * What a token of the stand-in for Meta is for.
 *
 * @param kind whose token it is
 * @param person the stand-in's id of the person who gave it
 * @param ids a WhatsApp business account and its numbers, the Pages of a person, a Page,
 * or an Instagram account
 */
record Grant(Kind kind, String person, List<String> ids) {

	/** Whose token it is. */
	enum Kind {

		/** A WhatsApp business account's. */
		whatsapp,

		/** That of a person who has logged in at Facebook. */
		person,

		/** A Page's. */
		page,

		/** That of a person who has logged in at Instagram. */
		instagram

	}

}
