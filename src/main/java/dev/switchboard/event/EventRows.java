package dev.switchboard.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.switchboard.cypher.RejectedRow;
import dev.switchboard.cypher.RowsRejectedException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps that make the rows of a statement out of a group of events, and pick rows. */
@Component("eventRows")
class EventRows {

	/** All events of the group as rows under the channel's owner. */
	List<EventRow> rows(@Body EventGroup group, @Variable("channel") ChannelOwner channel) {
		return group.rowsOf(channel.userId(), channel.since());
	}

	/** Those rows of the body that the graph took. */
	<T> List<T> applied(@Body List<T> rows,
			@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RowsRejectedException rejection) {
		Set<Integer> rejected = rejection.rejected().stream().map(RejectedRow::index).collect(Collectors.toSet());
		return IntStream.range(0, rows.size())
			.filter((index) -> !rejected.contains(index))
			.<T>mapToObj(rows::get)
			.toList();
	}

	/** Those rows of the body that the graph did not take. */
	<T> List<T> rejected(@Body List<T> rows,
			@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RowsRejectedException rejection) {
		return rejection.rejected().stream().map(RejectedRow::index).<T>map(rows::get).toList();
	}

	/** Those rows that have a field. */
	List<EventRow> having(@Body List<EventRow> rows, String field) {
		return rows.stream().filter((row) -> row.containsKey(field)).toList();
	}

	/** Those rows that do not have a field. */
	List<EventRow> lacking(@Body List<EventRow> rows, String field) {
		return rows.stream().filter((row) -> !row.containsKey(field)).toList();
	}

	/** Whether some message has details, an ad or an answered message. */
	boolean hasMore(@Body List<EventRow> rows) {
		return rows.stream()
			.anyMatch((row) -> row.containsKey("replyTo") || row.containsKey("details") || row.containsKey("ad"));
	}

	/** What {@code find-channels} asks by: the business account that the group names. */
	Map<String, Object> account(@Body EventGroup group) {
		Event any = group.events().getFirst();
		Map<String, Object> account = new HashMap<>();
		account.put("businessAccountId", any.text("businessAccountId"));
		account.put("displayPhoneNumber", any.text("displayPhoneNumber"));
		return account;
	}

	/** The group on the channel, in the body, that was found for it. */
	EventGroup onChannel(@Variable("group") EventGroup group, @Body ChannelOwner channel) {
		return group.on(channel.key());
	}

}
