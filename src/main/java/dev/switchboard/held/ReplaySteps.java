package dev.switchboard.held;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.switchboard.MemoryShare;
import dev.switchboard.cypher.GraphRecord;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps of the route {@code replay}: pages of held events, each event as a delivery. */
@Component("replaySteps")
class ReplaySteps {

	private static final int PAGE = 1000;

	private final CamelContext camel;

	ReplaySteps(CamelContext camel) {
		this.camel = camel;
	}

	/** Whether there may be another page; not any more when the application stops. */
	boolean goesOn(@Variable("page") List<GraphRecord> page) {
		return !this.camel.isStopping() && (page == null || page.size() == PAGE);
	}

	/** Parameters of {@code list-held} for the next page. */
	Map<String, Object> nextPage(@Variable("filter") HeldFilter filter, @Variable("page") List<GraphRecord> page) {
		return filter.pageAfter((page == null) ? HeldPosition.BEGINNING : HeldPosition.of(page.getLast()), PAGE);
	}

	/** Parts of a page, each no larger than what may be in memory at a time. */
	List<List<GraphRecord>> parts(@Variable("page") List<GraphRecord> page) {
		List<List<GraphRecord>> parts = new ArrayList<>();
		long taken = 0;
		for (GraphRecord held : page) {
			long size = held.number("size");
			taken += size;
			if (parts.isEmpty() || taken > MemoryShare.ofBacklog()) {
				parts.add(new ArrayList<>());
				taken = size;
			}
			parts.getLast().add(held);
		}
		return parts;
	}

	/** Parameters of {@code show-held} for some of a page. */
	Map<String, Object> ids(@Body List<GraphRecord> page) {
		return Map.of("ids", page.stream().map((held) -> held.get("id")).toList());
	}

	/** Sets the variables of {@code process}: what is held is a delivery of one event. */
	void asDelivery(Exchange exchange, @Body GraphRecord held) {
		String payload = held.text("payload");
		exchange.setVariable("delivery", "base64".equals(held.text("encoding")) ? Base64.getDecoder().decode(payload)
				: payload.getBytes(StandardCharsets.UTF_8));
		exchange.setVariable("provider", held.text("provider"));
		exchange.setVariable("app", held.text("app"));
		exchange.setVariable("receivedAt", held.time("receivedAt"));
	}

}
