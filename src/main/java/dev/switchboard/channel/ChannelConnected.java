package dev.switchboard.channel;

/**
 * Published when a channel has an owner from now on.
 *
 * @param key key of the channel
 */
public record ChannelConnected(String key) {
}
