package dev.switchboard.user;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.switchboard.api.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class PasswordsTests {

	/**
	 * SHA-1 of {@code correct horse battery staple}, of which the list is asked by five
	 * digits.
	 */
	private static final String RANGE = "/range/ABF7A";

	private static final String REST = "AD6438836DBE526AA231ABDE2D0EEF74D42";

	private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

	private final WireMockServer list = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private Passwords passwords;

	@BeforeEach
	void start() {
		this.list.start();
		this.passwords = passwords(this.list.baseUrl() + "/range/");
	}

	@AfterEach
	void stop() {
		this.list.stop();
	}

	@Test
	void takesAnyCharactersButNotFewOfThem() {
		assertThat(passwords("").checked("correct horse battery staple", "bob@example.com"))
			.isEqualTo("correct horse battery staple");
		assertThat(passwords("").checked("ooooooooooooooo", "bob@example.com")).hasSize(15);
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> passwords("").checked("14 characters!", "bob@example.com"));
	}

	@Test
	void refusesWhatIsOnTheListOfStolenPasswords() {
		this.list.stubFor(get(urlEqualTo(RANGE)).willReturn(okForContentType("text/plain", REST + ":42\r\n")));

		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> this.passwords.checked("correct horse battery staple", "bob@example.com"))
			.withMessageContaining("stolen");
	}

	@Test
	void tellsTheListNoMoreThanFiveDigitsOfTheHash() {
		this.list.stubFor(get(anyUrl()).willReturn(okForContentType("text/plain", "")));

		this.passwords.checked("correct horse battery staple", "bob@example.com");

		assertThat(this.list.getAllServeEvents()).singleElement()
			.extracting((event) -> event.getRequest().getUrl())
			.isEqualTo(RANGE);
	}

	@Test
	void goesOnWithoutTheListWhileItIsAwayAndSaysSoInALine(CapturedOutput output) {
		this.list.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));

		assertThat(this.passwords.checked("correct horse battery staple", "bob@example.com")).isNotNull();
		assertThat(linesAbout(output)).isOne();
		this.list.stop();

		assertThat(this.passwords.checked("correct horse battery staple", "bob@example.com")).isNotNull();
		assertThat(linesAbout(output)).isEqualTo(2);
	}

	private static long linesAbout(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("without a look into the list")).count();
	}

	@Test
	void comparesWhatLooksTheSame() {
		String hash = this.encoder.encode(this.passwords(" ").checked("caf\u00e9 au lait, s'il", "bob@example.com"));

		assertThat(this.passwords.matches("cafe\u0301 au lait, s'il", hash)).isTrue();
		assertThat(this.passwords.matches("cafe au lait, s'il", hash)).isFalse();
	}

	private Passwords passwords(String breachList) {
		AccountProperties properties = new AccountProperties(breachList, null, 1, 1, null);
		return new Passwords(new AccountConfiguration().compromisedPasswordChecker(properties), this.encoder);
	}

}
