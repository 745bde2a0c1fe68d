package dev.switchboard.channel;

import java.time.ZonedDateTime;
import java.util.Map;

import dev.switchboard.event.EventGroup;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Tells whose an event is when its channel has changed hands. It may have waited: in the
 * spool, in a queue, or held.
 */
@Component("ownership")
class Ownership {

	/**
	 * Whether the events came in while another user owned the channel, or before that:
	 * the owner of today must not get them.
	 */
	boolean isOfAnother(@Variable("group") EventGroup group, @Variable("channel") Map<String, Object> channel) {
		return channel != null && channel.get("lastOwnedUntil") instanceof ZonedDateTime until
				&& !channel.get("userId").equals(channel.get("lastOwner"))
				&& group.receivedAt().isBefore(until.toInstant());
	}

}
