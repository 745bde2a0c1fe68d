package dev.switchboard.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphRecord;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Counts what is in the graph. */
@Component
@Profile("demo")
class GraphCounts {

	private final CypherTemplate cypher;

	GraphCounts(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	Counts now() {
		List<GraphRecord> records = this.cypher.read("analytics/count-graph", Map.of());
		Map<String, Long> byLabel = new LinkedHashMap<>();
		records.forEach((counted) -> byLabel.put(counted.text("label"), counted.number("total")));
		return new Counts(byLabel);
	}

	/**
	 * One count of the graph.
	 *
	 * @param byLabel how many there are of each label, in the order in which to show them
	 */
	record Counts(Map<String, Long> byLabel) {

		String since(Counts before) {
			String more = this.byLabel.entrySet()
				.stream()
				.filter((now) -> now.getValue() > before.byLabel().get(now.getKey()))
				.map((now) -> "+%d %s".formatted(now.getValue() - before.byLabel().get(now.getKey()), now.getKey()))
				.collect(Collectors.joining(", "));
			return more.isEmpty() ? "nothing new: it is in the graph already" : more;
		}

		@Override
		public String toString() {
			return this.byLabel.entrySet()
				.stream()
				.map((count) -> count.getValue() + " " + count.getKey())
				.collect(Collectors.joining(", "));
		}

	}

}
