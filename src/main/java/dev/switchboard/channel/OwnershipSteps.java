package dev.switchboard.channel;

import java.util.List;
import java.util.Set;

import dev.switchboard.cypher.Deadline;
import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.cypher.GraphUnavailableException;
import dev.switchboard.event.ChannelOwner;
import dev.switchboard.event.EventGroup;
import dev.switchboard.event.Kinds;
import dev.switchboard.meta.MetaApp;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Steps that ask whose the events of a group are. */
@Component("ownership")
class OwnershipSteps {

	private static final Logger logger = LoggerFactory.getLogger(OwnershipSteps.class);

	/** Kinds of events that are held under every owner. */
	private static final Set<String> NOT_FOR_THE_GRAPH = Set.of(EventGroup.INVALID, "unknown");

	private final ChannelLookup lookup;

	private final Kinds kinds;

	private final MeterRegistry meters;

	OwnershipSteps(ChannelLookup lookup, Kinds kinds, MeterRegistry meters) {
		this.lookup = lookup;
		this.kinds = kinds;
		this.meters = meters;
	}

	/**
	 * Finds out whose the events are, by the channel's owner at the time of receipt. Sets
	 * the variables {@code group}, {@code kind}, {@code channel} (see
	 * {@link ChannelLookup#channelAt}), {@code isMapped} (see {@link Kinds#areStored}),
	 * {@code hasErased} (whether anything of the channel was erased), and {@code reason}:
	 * why the events cannot be stored, or null.
	 * @throws GraphUnavailableException when the graph has to be asked and cannot be
	 * @throws GraphBusyException when it has not answered before the deadline
	 */
	void attribute(Exchange exchange, @Body EventGroup group, @ExchangeProperty(Deadline.PROPERTY) Deadline deadline) {
		ChannelOwner channel = this.lookup.channelOf(group, deadline);
		exchange.setVariable("group", group);
		exchange.setVariable("kind", group.kind());
		exchange.setVariable("isMapped", this.kinds.areStored(group.kind()));
		exchange.setVariable("channel", channel);
		exchange.setVariable("hasErased", channel != null && channel.hasErased());
		exchange.setVariable("reason", reason(group, channel));
	}

	private static String reason(EventGroup group, ChannelOwner channel) {
		if (channel != null && channel.userId() == null) {
			return "erased";
		}
		if (NOT_FOR_THE_GRAPH.contains(group.kind())) {
			return group.kind();
		}
		if (channel == null) {
			return "unknown-channel";
		}
		return isOfAnotherApp(group, channel) ? "other-app" : null;
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
	static boolean isOfAnotherApp(EventGroup group, ChannelOwner channel) {
		return channel != null && isKnown(group.app()) && isKnown(channel.appId())
				&& !channel.appId().equals(group.app());
	}

	// One that had no id then may have got one since.
	private static boolean isKnown(String app) {
		return app != null && !app.equals(MetaApp.UNNAMED);
	}

	/**
	 * The channels of a business account that had an owner when the events came, and were
	 * in that account then.
	 * @param found records of {@code find-channels}
	 */
	List<ChannelOwner> owned(@Body List<GraphRecord> found, @Variable("group") EventGroup group,
			@ExchangeProperty(Deadline.PROPERTY) Deadline deadline) {
		return found.stream()
			.map((channel) -> this.lookup.channelAt(channel.text("key"), group.receivedAt(), deadline))
			.filter((channel) -> channel != null && isOfAccount(channel, group))
			.toList();
	}

	private static boolean isOfAccount(ChannelOwner channel, EventGroup group) {
		String account = channel.businessAccountId();
		return account == null || account.equals(group.events().getFirst().text("businessAccountId"));
	}

	/** Those of the channels of a business account that are not of another app. */
	List<ChannelOwner> ofItsApp(@Variable("group") EventGroup group, @Body List<ChannelOwner> channels) {
		return channels.stream().filter((channel) -> !isOfAnotherApp(group, channel)).toList();
	}

	/** Makes the next look-up ask the graph: the statement has found another owner. */
	void forget(@Variable("group") EventGroup group) {
		this.lookup.forget(group.channel());
	}

}
