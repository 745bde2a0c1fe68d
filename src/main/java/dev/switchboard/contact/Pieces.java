package dev.switchboard.contact;

import java.util.List;
import java.util.Map;

import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Steps of routes that do work whose size depends on how much there is of a person, in
 * pieces. The variable {@code pieces} counts how many are left; a delivery that sets none
 * has a few.
 */
@Component("pieces")
class Pieces {

	private static final int OF_A_DELIVERY = 6;

	/** The limit of {@code find-unmarked}. */
	private static final int FOUND_AT_MOST = 2000;

	private final CamelContext camel;

	Pieces(CamelContext camel) {
		this.camel = camel;
	}

	/** Whether there is a next piece, and it may be done now. */
	boolean goesOn(@Variable("pieces") Integer left, @Body List<?> rows) {
		return !rows.isEmpty() && of(left) > 0 && !this.camel.isStopping();
	}

	/** How many pieces are left after the next one. */
	int spend(@Variable("pieces") Integer left) {
		return of(left) - 1;
	}

	private static int of(Integer left) {
		return (left != null) ? left : OF_A_DELIVERY;
	}

	/** The rows that are ready: those that are not left. */
	List<Map<String, Object>> others(@Variable("joining") List<Map<String, Object>> all,
			@Body List<Map<String, Object>> left) {
		return all.stream().filter((row) -> !left.contains(row)).toList();
	}

	/** What was found, if there may be more. */
	List<?> full(@Body List<?> found) {
		return (found.size() < FOUND_AT_MOST) ? List.of() : found;
	}

	/** All rows when the body, what was done last, says that there may be more. */
	List<Map<String, Object>> unless(@Variable("marking") List<Map<String, Object>> rows, @Body List<?> last) {
		return last.isEmpty() ? List.of() : rows;
	}

	/** Parameters of {@code find-unmarked}. */
	Map<String, Object> identities(List<Map<String, Object>> rows) {
		return Map.of("identities", rows.stream().map((row) -> row.get("identityKey")).distinct().toList());
	}

	/** One record as a list of rows. */
	List<Map<String, Object>> one(@Body Map<String, Object> found) {
		return List.of(found);
	}

}
