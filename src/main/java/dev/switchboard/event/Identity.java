package dev.switchboard.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One address by which a user's contact is known.
 *
 * @param userId whose contact it is: the same address under two users is two identities
 * @param scheme what kind of address, such as {@code wa} or {@code psid}
 * @param value the address itself
 */
public record Identity(String userId, String scheme, String value) {

	/**
	 * The identity that an address of an event is.
	 * @param userId whose contact it is
	 * @param address {@code <scheme>:<value>}
	 * @return the identity under that user
	 */
	public static Identity of(String userId, String address) {
		int colon = address.indexOf(':');
		return new Identity(userId, address.substring(0, colon), address.substring(colon + 1));
	}

	/** Returns the key of the Identity node. */
	public String key() {
		return this.userId + "/" + this.scheme + "/" + this.value;
	}

	/**
	 * The id that a contact has when this is its least identity. It is made of the key,
	 * so that it is the same on every machine and in every order.
	 * @return a UUID as text
	 */
	public String contactId() {
		return UUID.nameUUIDFromBytes(key().getBytes(StandardCharsets.UTF_8)).toString();
	}

}
