package dev.switchboard.inbox;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchboard.cypher.GraphRecord;

/**
 * A person who writes to a user, as the API shows it.
 *
 * @param id an id that leads to the contact for ever, also when two prove to be one and
 * this is the other one's
 * @param name the newest name that the platform gave
 * @param phone digits only
 * @param username what the person calls himself on the platform
 * @param firstSeenAt time of the first message that the person wrote
 * @param lastSeenAt time of the newest message that the person wrote
 * @param identities the addresses that the person is known by
 * @param details the rest, of a single contact; null in lists
 */
record Contact(String id, String name, String phone, String username, Instant firstSeenAt, Instant lastSeenAt,
		List<Address> identities, @JsonUnwrapped ContactDetails details) {

	static Contact of(GraphRecord row) {
		return new Contact(row.text("key"), row.text("name"), row.text("phone"), row.text("username"),
				row.time("firstSeenAt"), row.time("lastSeenAt"),
				row.records("identities").stream().map(Address::of).toList(), null);
	}

	Contact with(ContactDetails more) {
		return new Contact(this.id, this.name, this.phone, this.username, this.firstSeenAt, this.lastSeenAt,
				this.identities, more);
	}

	/**
	 * One address of a person.
	 *
	 * @param scheme {@code wa}, {@code bsuid}, {@code psid}, {@code igsid} or {@code ref}
	 * @param value the address
	 */
	record Address(String scheme, String value) {

		static Address of(GraphRecord row) {
			return new Address(row.text("scheme"), row.text("value"));
		}

	}

}
