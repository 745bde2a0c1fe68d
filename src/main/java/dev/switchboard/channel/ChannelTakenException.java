package dev.switchboard.channel;

/** A channel cannot be connected, because another user owns it. Nothing has changed. */
public class ChannelTakenException extends RuntimeException {

	ChannelTakenException(String key) {
		super("The channel %s belongs to another user.".formatted(key));
	}

}
