package dev.switchboard.channel;

import java.time.ZonedDateTime;

import dev.switchboard.user.User;

import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;
import org.springframework.data.neo4j.core.schema.Relationship;
import org.springframework.data.neo4j.core.schema.Relationship.Direction;

/**
 * One account that a user has connected. Disconnected, it keeps its node, with what came
 * in on it, and has no owner.
 *
 * @param key {@code <type>:<externalId>}
 * @param type the platform
 * @param externalId the platform's id of the account
 * @param userId id of the owner, repeated here for the look-up; null without one
 * @param name what the owner calls it
 * @param businessAccountId WhatsApp's business account, see {@link ChannelAccount}
 * @param displayPhoneNumber the number, digits only
 * @param status {@code connected} or {@code disconnected}
 * @param connectedAt when its owner connected it, UTC
 * @param lastOwner id of the user who owned it before; null when nobody did
 * @param lastOwnedUntil when that user disconnected it, UTC
 * @param owner the user who owns it, or null
 */
@Node("Channel")
public record Channel(@Id String key, ChannelType type, String externalId, String userId, String name,
		String businessAccountId, String displayPhoneNumber, String status, ZonedDateTime connectedAt, String lastOwner,
		ZonedDateTime lastOwnedUntil, @Relationship(type = "OWNS", direction = Direction.INCOMING) User owner) {

	static Channel connected(ChannelAccount account, User owner, ZonedDateTime at) {
		return new Channel(account.key(), account.type(), account.externalId(), owner.id(), account.name(),
				account.businessAccountId(), account.displayPhoneNumber(), "connected", at, null, null, owner);
	}

	Channel after(Channel before) {
		return new Channel(this.key, this.type, this.externalId, this.userId, this.name, this.businessAccountId,
				this.displayPhoneNumber, this.status, this.connectedAt, before.lastOwner, before.lastOwnedUntil,
				this.owner);
	}

	Channel disconnected(ZonedDateTime at) {
		return new Channel(this.key, this.type, this.externalId, null, this.name, this.businessAccountId,
				this.displayPhoneNumber, "disconnected", this.connectedAt, this.userId, at, null);
	}

}
