package dev.switchboard.inbox;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PageCursorTests {

	private static final PageCursor CURSOR = new PageCursor(Instant.parse("2026-06-01T12:00:00.123456789Z"),
			"whatsapp:1/wamid.HBgM=/ü");

	@Test
	void comesBackAsItWasGiven() {
		String text = CURSOR.text("messages");

		assertThat(text).matches("[A-Za-z0-9_-]+");
		assertThat(PageCursor.parse("messages", text)).isEqualTo(CURSOR);
	}

	@Test
	void isOfNoUseForAnotherList() {
		String text = CURSOR.text("messages");

		assertThatIllegalArgumentException().isThrownBy(() -> PageCursor.parse("contacts", text));
	}

	@Test
	void isRefusedWhenAnyCharacterIsAnother() {
		String text = CURSOR.text("messages");

		// The last one has bits that mean nothing.
		for (int i = 0; i < text.length() - 1; i++) {
			String other = text.substring(0, i) + ((text.charAt(i) == 'A') ? 'B' : 'A') + text.substring(i + 1);
			assertThatIllegalArgumentException().as(other).isThrownBy(() -> PageCursor.parse("messages", other));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "A", "AAAA", "AAAAAAAA", "not a cursor", "%00", "ü", "AAAAAAAAAAAAAAAAAAAAAA==" })
	void isRefusedWhenItIsSomethingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> PageCursor.parse("messages", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z",
			"+1000000000-12-31T23:59:59.999999999Z" })
	void isRefusedWhenNothingCanHaveItsTime(String time) {
		String text = new PageCursor(Instant.parse(time), "").text("messages");

		assertThatIllegalArgumentException().isThrownBy(() -> PageCursor.parse("messages", text));
	}

}
