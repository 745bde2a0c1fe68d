package dev.switchboard.event;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonValuesTests {

	@Test
	void turnsJsonIntoWhatTheDriverTakes() throws JsonProcessingException {
		assertThat(map("""
				{"text": "a", "whole": 7, "half": 0.5, "yes": true, "list": [1, {"x": "y"}], "nothing": null}
				""")).isEqualTo(
				Map.of("text", "a", "whole", 7L, "half", 0.5, "yes", true, "list", List.of(1L, Map.of("x", "y"))));
	}

	@Test
	void takesADoubleWithoutFractionForAWholeNumber() throws JsonProcessingException {
		assertThat(map("{\"at\": 1.7e12}")).containsEntry("at", 1_700_000_000_000L);
	}

	@Test
	void leavesANumberBeyondExactDoublesADouble() throws JsonProcessingException {
		assertThat(map("{\"n\": 1e300}")).containsEntry("n", 1e300);
		assertThat(map("{\"n\": 99999999999999999999}")).containsEntry("n", 1e20);
	}

	@Test
	void keepsEmojiAndReplacesLoneSurrogates() {
		assertThat(JsonValues.repair("a \uD83E\uDED6 b")).isEqualTo("a \uD83E\uDED6 b");
		assertThat(JsonValues.repair("\uD83E")).isEqualTo("\uFFFD");
		assertThat(JsonValues.repair("x\uDED6\uD83Ey")).isEqualTo("x\uFFFD\uFFFDy");
	}

	private static Map<String, Object> map(String json) throws JsonProcessingException {
		return JsonValues.map(new ObjectMapper().readTree(json));
	}

}
