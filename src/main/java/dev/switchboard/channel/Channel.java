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
 * @param status {@code connected}
 * @param connectedAt when it was connected, UTC
 * @param owner the user who owns it
 */
@Node("Channel")
public record Channel(@Id String key, ChannelType type, String externalId, String userId, String name, String status,
		ZonedDateTime connectedAt, @Relationship(type = "OWNS", direction = Direction.INCOMING) User owner) {

	static Channel connected(ChannelType type, String externalId, String name, User owner, ZonedDateTime at) {
		return new Channel(type + ":" + externalId, type, externalId, owner.id(), name, "connected", at, owner);
	}

}
