package dev.switchboard.event;

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

/** Steps that turn a group, once its channel is known, into the rows of a statement. */
@Component("attribution")
class Attribution {

	/** All events of the group as rows under the channel's owner. */
	List<Map<String, Object>> rows(@Body EventGroup group, @Variable("channel") Map<String, Object> channel) {
		return group.rowsOf((String) channel.get("userId"));
	}

	/** Those rows of the body that the graph took. */
	List<Map<String, Object>> applied(@Body List<Map<String, Object>> rows,
			@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) RowsRejectedException rejection) {
		Set<Integer> rejected = rejection.rejected().stream().map(RejectedRow::index).collect(Collectors.toSet());
		return IntStream.range(0, rows.size())
			.filter((index) -> !rejected.contains(index))
			.mapToObj(rows::get)
			.toList();
	}

	/** Those rows that answer an earlier message. */
	List<Map<String, Object>> replies(@Body List<Map<String, Object>> rows) {
		return rows.stream().filter((row) -> row.containsKey("replyTo")).toList();
	}

}
