package dev.switchboard.inbox;

import java.util.List;

import dev.switchboard.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SearchWordsTests {

	@Test
	void asksForEveryWordUnderTheUser() {
		assertThat(SearchWords.of("late  order?").fullText("bob", null))
			.isEqualTo("+userId:\"bob\"^0 +text:\"late\" +text:\"order\"");
	}

	@Test
	void asksOnOneChannel() {
		assertThat(SearchWords.of("late").fullText("bob", "whatsapp:1"))
			.isEqualTo("+userId:\"bob\"^0 +channelKey:\"whatsapp:1\"^0 +text:\"late\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "late\" OR userId:\"alice", "late) OR (userId:alice", "+late -userId alice",
			"late\\\" OR userId alice", "late~ OR [a TO z] userId/alice/", "\uFF02late\uFF02 && userId || alice*" })
	void dropsWhatMeansSomethingToTheIndex(String typed) {
		String query = SearchWords.of(typed).fullText("bob", null);

		assertThat(query).startsWith("+userId:\"bob\"^0 +text:\"late\"")
			.matches("\\+userId:\"bob\"\\^0( \\+text:\"[^\"\\\\]+\")+");
	}

	@Test
	void leavesTogetherWhatTheIndexTakesForOneWord() {
		assertThat(SearchWords.of("don't 3.14 example.com foo_bar 12:30 end.").words()).containsExactly("don't", "3.14",
				"example.com", "foo_bar", "12:30", "end");
	}

	@Test
	void keepsTheSignsOfVowels() {
		assertThat(SearchWords.of("नमस्ते दुनिया").words()).containsExactly("नमस्ते", "दुनिया");
	}

	@Test
	void cannotBeLeftByTheNamesThatAreGiven() {
		assertThat(SearchWords.of("late").fullText("bob\" OR text:\"x", "whatsapp:\\"))
			.isEqualTo("+userId:\"bob\\\" OR text:\\\"x\"^0 +channelKey:\"whatsapp:\\\\\"^0 +text:\"late\"");
	}

	@Test
	void comparesInLowerCase() {
		assertThat(SearchWords.of("Late ORDER").lowerCase()).isEqualTo(List.of("late", "order"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "\"\"", "\\", "?!", ":" })
	void refusesWhatHasNoWord(String typed) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> SearchWords.of(typed))
			.withMessageContaining("no letter and no digit");
	}

	@Test
	void refusesMoreThanAnybodyTypes() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> SearchWords.of("a ".repeat(101)))
			.withMessageContaining("at most 200");
	}

}
