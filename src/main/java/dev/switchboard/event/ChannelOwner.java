package dev.switchboard.event;

/**
 * A channel and the user whose the events of a group are: who owned it when they were
 * received.
 *
 * @param key key of the channel
 * @param userId id of the owner; null when that account was deleted
 * @param since which of the user's ownerships it is, in milliseconds since 1970; see
 * {@code channels/find-owners}
 * @param appId id of the Meta app that the channel was connected with; null when that is
 * not known
 * @param businessAccountId the business account that it was in; null when that is not
 * known
 * @param hasErased whether people or messages of the channel were erased
 */
public record ChannelOwner(String key, String userId, long since, String appId, String businessAccountId,
		boolean hasErased) {
}
