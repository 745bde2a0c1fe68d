package dev.switchboard.event;

import java.util.List;
import java.util.Map;

import org.apache.camel.Body;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps that turn a group, once its channel is known, into the rows of a statement. */
@Component("attribution")
class Attribution {

	/** All events of the group as rows under the channel's owner. */
	List<Map<String, Object>> rows(@Body EventGroup group, @Variable("channel") Map<String, Object> channel) {
		return group.rowsOf((String) channel.get("userId"));
	}

	/** Those rows that answer an earlier message. */
	List<Map<String, Object>> replies(@Body List<Map<String, Object>> rows) {
		return rows.stream().filter((row) -> row.containsKey("replyTo")).toList();
	}

}
