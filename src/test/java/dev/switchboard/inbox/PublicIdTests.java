package dev.switchboard.inbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "whatsapp:123456789/wamid.HBgMOTE5OTAwMTEyMjMzFQIAEhggRkE=",
			"messenger:1/m_a+b/c?d#e%20;..", "instagram:1/ü \u0000 \uD83D\uDE00" })
	void standsPlainlyInAPathAndComesBackAsItWas(String key) {
		assertThat(PublicId.of(key)).matches("[A-Za-z0-9_-]+");
		assertThat(PublicId.key(PublicId.of(key))).contains(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a.b", "ü", "a b", "YQ=" })
	void isNoKeyWhenItIsNotOfOurs(String id) {
		assertThat(PublicId.key(id)).isEmpty();
	}

	@Test
	void aConversationIsAChannelAndAContact() {
		String id = PublicId.of("whatsapp:1/0f8fad5b-d9cb-469f-a165-70867728950e");

		assertThat(ConversationId.parse(id))
			.contains(new ConversationId("whatsapp:1", "0f8fad5b-d9cb-469f-a165-70867728950e"));
		assertThat(ConversationId.parse(PublicId.of("no slash"))).isEmpty();
		assertThat(ConversationId.parse("?")).isEmpty();
	}

}
