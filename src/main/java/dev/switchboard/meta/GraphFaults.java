package dev.switchboard.meta;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What Meta's error codes mean for the caller.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/guides/error-handling">
 * Handling errors</a>
 * @see <a href="https://developers.facebook.com/docs/graph-api/overview/rate-limiting">
 * Rate limits</a>
 */
final class GraphFaults {

	private static final Set<Integer> THROTTLED = Set.of(4, 17, 32, 613, 130429, 131048, 131056, 133016);

	private static final Set<Integer> TRANSIENT = Set.of(1, 2);

	private static final int TOKEN = 190;

	private static final int CODE_USED = 36007;

	private static final int WRONG_PIN = 133005;

	private static final int NO_PERMISSION = 10;

	private static final int PARAMETER = 100;

	/** Of a parameter: an account that is not there, or not for this token. */
	private static final int NO_ACCESS = 33;

	private static final int LONGEST_QUOTE = 200;

	private static final ObjectMapper JSON = new ObjectMapper();

	private GraphFaults() {
	}

	/**
	 * Reads an error.
	 * @param status HTTP status
	 * @param error the member {@code error} of the body; missing when there is none
	 * @param usage header {@code X-Business-Use-Case-Usage}, or null
	 * @return what to throw
	 */
	static GraphApiException of(int status, JsonNode error, String usage) {
		int code = error.path("code").asInt();
		String said = quote(error);
		if (THROTTLED.contains(code) || (code >= 80_000 && code < 80_100) || status == 429) {
			return fault(GraphApiException.Kind.THROTTLED, code,
					"Meta allows no more calls at the moment. Try again later.", regained(usage));
		}
		if (TRANSIENT.contains(code) || error.path("is_transient").asBoolean() || status >= 500 || code == 0) {
			return fault(GraphApiException.Kind.UNAVAILABLE, code,
					"Meta does not answer properly now. Try again later.", null);
		}
		if (code == TOKEN) {
			return fault(GraphApiException.Kind.TOKEN, code, token(error.path("error_subcode").asInt()), null);
		}
		if (code == NO_PERMISSION || (code >= 200 && code < 300)
				|| (code == PARAMETER && error.path("error_subcode").asInt() == NO_ACCESS)) {
			return fault(GraphApiException.Kind.PERMISSION, code,
					"Meta says that a permission is missing: %s Log in again and leave all boxes ticked."
						.formatted(said),
					null);
		}
		return fault(GraphApiException.Kind.REQUEST, code, switch (code) {
			case WRONG_PIN ->
				"Meta says the PIN is wrong: it is the one of the number's two-step verification, which can be changed in"
						+ " WhatsApp Manager.";
			case CODE_USED -> "Meta says that this log-in was used already. Log in again.";
			default -> "Meta says: " + said;
		}, null);
	}

	private static String token(int subcode) {
		return switch (subcode) {
			case 458 -> "The app was removed from the Meta account. Connect the channel again.";
			case 460 -> "The password of the Meta account was changed. Connect the channel again.";
			case 463 -> "The access to Meta has expired. Connect the channel again.";
			default -> "Meta does not take the access token any more. Connect the channel again.";
		};
	}

	// What Meta wrote for the user; else what it wrote for us. In one line, and not for
	// ever.
	private static String quote(JsonNode error) {
		String text = error.path("error_user_msg").asText("");
		if (text.isEmpty()) {
			text = error.path("error_data").path("details").asText("");
		}
		if (text.isEmpty()) {
			text = error.path("message").asText("no reason");
		}
		String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
		String cut = (line.length() > LONGEST_QUOTE) ? line.substring(0, LONGEST_QUOTE) + "…" : line;
		return cut.endsWith(".") ? cut : cut + ".";
	}

	// The header maps ids to lists of usages; the longest time counts.
	private static Duration regained(String usage) {
		try {
			int minutes = 0;
			for (JsonNode found : JSON.readTree((usage != null) ? usage : "{}")
				.findValues("estimated_time_to_regain_access")) {
				minutes = Math.max(minutes, found.asInt());
			}
			return (minutes > 0) ? Duration.ofMinutes(minutes) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static GraphApiException fault(GraphApiException.Kind kind, int code, String message, Duration retryAfter) {
		return new GraphApiException(kind, code, message, retryAfter);
	}

}
