package dev.switchboard.channel;

import java.time.ZonedDateTime;

import dev.switchboard.user.User;

import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;
import org.springframework.data.neo4j.core.schema.Relationship;
import org.springframework.data.neo4j.core.schema.Relationship.Direction;

/**
 * One account that a user has connected.
 *
 * @param key {@code <type>:<externalId>}
 * @param type the platform
 * @param externalId the platform's id of the account
 * @param userId id of the owner, repeated here for the look-up
 * @param name what the owner calls it
 * @param businessAccountId WhatsApp's business account, see {@link ChannelAccount}
 * @param displayPhoneNumber the number, digits only
 * @param status {@code connected}
 * @param connectedAt when it was connected, UTC
 * @param owner the user who owns it
 */
@Node("Channel")
public record Channel(@Id String key, ChannelType type, String externalId, String userId, String name,
		String businessAccountId, String displayPhoneNumber, String status, ZonedDateTime connectedAt,
		@Relationship(type = "OWNS", direction = Direction.INCOMING) User owner) {

	static Channel connected(ChannelAccount account, User owner, ZonedDateTime at) {
		return new Channel(account.key(), account.type(), account.externalId(), owner.id(), account.name(),
				account.businessAccountId(), account.displayPhoneNumber(), "connected", at, owner);
	}

}
