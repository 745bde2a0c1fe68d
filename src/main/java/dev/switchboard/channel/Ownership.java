package dev.switchboard.channel;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import dev.switchboard.event.EventGroup;
import dev.switchboard.meta.MetaApp;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Tells whether events are not for the owner that their channel has: because it has
 * changed hands while they waited, in the spool, in a queue or held, or because they came
 * by an app that the owner did not connect it with.
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

	/**
	 * Whether another Meta app has signed the events than the one that the channel was
	 * connected with. Where one of the two is not known there is nothing to compare.
	 */
	boolean isOfAnotherApp(@Variable("group") EventGroup group, @Variable("channel") Map<String, Object> channel) {
		return channel != null && isKnown(group.app()) && isKnown(channel.get("appId"))
				&& !channel.get("appId").equals(group.app());
	}

	// One that had no id then may have got one since.
	private static boolean isKnown(Object app) {
		return app != null && !app.equals(MetaApp.UNNAMED);
	}

	/** Those of the channels of a business account that are not of another app. */
	List<Map<String, Object>> ofItsApp(@Variable("group") EventGroup group, @Body List<Map<String, Object>> channels) {
		return channels.stream().filter((channel) -> !isOfAnotherApp(group, channel)).toList();
	}

}
