package dev.switchboard.inbox;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.GraphRecord;

/**
 * Which page of a list somebody asks for.
 *
 * @param list name of the list
 * @param before where it begins
 * @param limit most items
 */
record PageRequest(String list, PageCursor before, int limit) {

	private static final int MOST = 200;

	/**
	 * Reads the parameters of a request.
	 * @param after the field {@code next} of the page before, or null
	 * @throws ApiException 400 when they are not what they must be
	 */
	static PageRequest of(String list, int limit, String after) {
		if (limit < 1 || limit > MOST) {
			throw ApiException.badRequest("limit must be between 1 and %d.".formatted(MOST));
		}
		try {
			return new PageRequest(list, (after != null) ? PageCursor.parse(list, after) : PageCursor.NEWEST, limit);
		}
		catch (IllegalArgumentException ex) {
			throw ApiException.badRequest("after must be the field next of a page of this list.");
		}
	}

	/**
	 * Parameters that every statement of a list takes. It is asked for one item more,
	 * which tells whether there is a next page.
	 */
	Map<String, Object> parameters(String userId) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("userId", userId);
		parameters.put("beforeTime", this.before.time().atZone(ZoneOffset.UTC));
		parameters.put("beforeKey", this.before.key());
		parameters.put("limit", this.limit + 1);
		return parameters;
	}

	/**
	 * Makes the page.
	 * @param found what the list's statement found: keys and times, in order
	 * @param show looks items up by their keys; one that is gone meanwhile is left out
	 */
	<T> Page<T> page(List<GraphRecord> found, Function<List<String>, Map<String, T>> show) {
		List<GraphRecord> shown = found.subList(0, Math.min(found.size(), this.limit));
		List<String> keys = shown.stream().map((row) -> row.text("key")).toList();
		Map<String, T> items = keys.isEmpty() ? Map.of() : show.apply(keys);
		String next = (found.size() > this.limit)
				? new PageCursor(shown.getLast().time("time"), keys.getLast()).text(this.list) : null;
		return new Page<>(keys.stream().map(items::get).filter(Objects::nonNull).toList(), next);
	}

}
