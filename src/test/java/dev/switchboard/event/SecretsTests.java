package dev.switchboard.event;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTests {

	private final Secrets secrets = new Secrets();

	@ParameterizedTest
	@ValueSource(strings = { "notification_messages_token", "one_time_notif_token", "messenger_subscription_token",
			"access_token", "page_token", "token", "a_token_of_2031_token", "verify_token", "sip_user_password",
			"password", "client_secret", "secret_key", "authorization_code", "tokenized_card", "tokenized_cvv", "sip",
			"sdp" })
	void cutsWhateverLetsAReaderActForSomebody(String key) {
		for (String value : new String[] { "\"hush\"", "4711", "null", "true", "{\"hush\": [1, {}]}",
				"[\"hush\", {\"a\": \"}\"}]", "\"h\\\"us\\u0068}\"" }) {
			assertThat(cut("{\"a\": [{\"b\": 1.50, \"%s\" : %s , \"c\": \"é 👍\"}, 2]}".formatted(key, value)))
				.isEqualTo("{\"a\": [{\"b\": 1.50, \"%s\" : \"[redacted]\" , \"c\": \"é 👍\"}, 2]}".formatted(key));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "flow_token", "tracking_token", "token_expiry_timestamp", "user_token_status", "sdp_type",
			"pin", "click_id", "ctwa_clid", "payload", "marketing_message_tracking_id" })
	void keepsWhatNobodyCanActWith(String key) {
		byte[] delivery = "{\"token\": 1, \"%s\": \"x\"}".formatted(key).getBytes(StandardCharsets.UTF_8);

		assertThat(new String(this.secrets.cut(delivery), StandardCharsets.UTF_8))
			.contains("\"%s\": \"x\"".formatted(key));
	}

	@Test
	void tellsTwoRandomTokensApartAndCutsNothingTwice() {
		String ann = cut("{\"a_token\": \"EAAG0123456789abcdefANN\"}");
		String eve = cut("{\"a_token\": \"EAAG0123456789abcdefEVE\"}");

		assertThat(ann).matches("\\{\"a_token\": \"\\[redacted [0-9a-f]{12}]\"}").isNotEqualTo(eve);
		assertThat(cut(ann)).isEqualTo(ann);
		assertThat(cut("{\"sip_password\": \"EAAG0123456789abcdefANN\"}"))
			.isEqualTo("{\"sip_password\": \"[redacted]\"}");
	}

	@Test
	void leavesWhatHasNoSecretAsItIs() {
		byte[] plain = "{\"text\": \"hello\"}".getBytes(StandardCharsets.UTF_8);
		byte[] spoken = "{\"text\": \"my token is token: \\\"token\\\": 1\"}".getBytes(StandardCharsets.UTF_8);

		assertThat(this.secrets.cut(plain)).isSameAs(plain);
		assertThat(this.secrets.cut(spoken)).isSameAs(spoken);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			{"a": 1, "a": 2, "token": "hush"}        | {"a": 1, "a": 2, "token": "[redacted]"}
			{"token": "hush"} {"token": "hush"}      | {"token": "[redacted]"} {"token": "[redacted]"}
			{"token": "hush", "a": nonsense          | {"token": "[redacted]", "a": nonsense
			[[[{"token": "hush"}]]]                  | [[[{"token": "[redacted]"}]]]
			{"token": "[redacted]"}                  | {"token": "[redacted]"}
			""")
	void cutsAlsoWhatTheStrictReaderRefuses(String delivery, String kept) {
		assertThat(cut(delivery)).isEqualTo(kept);
	}

	@Test
	void leavesTheBytesThatNoTextIs() {
		byte[] bytes = { '{', '"', 't', 'o', 'k', 'e', 'n', '"', ':', '"', (byte) 0xff, '"', ',', '"', 'a', '"', ':',
				'"', (byte) 0xc3, '"', '}' };

		assertThat(this.secrets.cut(bytes)).endsWith(',', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}');
	}

	private String cut(String delivery) {
		return new String(this.secrets.cut(delivery.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
	}

}
