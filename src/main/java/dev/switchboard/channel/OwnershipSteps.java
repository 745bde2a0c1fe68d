package dev.switchboard.channel;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import dev.switchboard.cypher.Deadline;
import dev.switchboard.event.EventGroup;
import dev.switchboard.meta.MetaApp;

/** Steps that ask whose the events of a group are. */
@Component("ownership")
class OwnershipSteps {

	private static final Logger logger = LoggerFactory.getLogger(OwnershipSteps.class);

	private final ChannelLookup lookup;

	private final MeterRegistry meters;

	OwnershipSteps(ChannelLookup lookup, MeterRegistry meters) {
		this.lookup = lookup;
		this.meters = meters;
	}

	/** Whether the events came in for an account that was deleted since. */
	boolean isErased(@Variable("channel") Map<String, Object> channel) {
		return channel != null && channel.get("userId") == null;
	}

	/** Counts and notes events that are dropped because their account was deleted. */
	void dropErased(@Variable("group") EventGroup group) {
		this.meters.counter("switchboard.erased.dropped").increment(group.events().size());
		logger.info("dropped {} events of {}: the account that they came in for was deleted", group.events().size(),
				group.channel());
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

	/**
	 * The channels of a business account that had an owner when the events came, and were
	 * in that account then.
	 * @param found records of {@code find-channels}
	 */
	List<Map<String, Object>> owned(@Body List<Map<String, Object>> found, @Variable("group") EventGroup group,
			@ExchangeProperty(Deadline.PROPERTY) Deadline deadline) {
		return found.stream()
			.map((channel) -> this.lookup.channelAt((String) channel.get("key"), group.receivedAt(), deadline))
			.filter((channel) -> channel != null && isOfAccount(channel, group))
			.toList();
	}

	private static boolean isOfAccount(Map<String, Object> channel, EventGroup group) {
		Object account = channel.get("businessAccountId");
		return account == null || account.equals(group.events().getFirst().text("businessAccountId"));
	}

	/** Those of the channels of a business account that are not of another app. */
	List<Map<String, Object>> ofItsApp(@Variable("group") EventGroup group, @Body List<Map<String, Object>> channels) {
		return channels.stream().filter((channel) -> !isOfAnotherApp(group, channel)).toList();
	}

	/** Makes the next look-up ask the graph: the statement has found another owner. */
	void forget(@Variable("group") EventGroup group) {
		this.lookup.forget(group.channel());
	}

}
