package dev.switchboard.dashboard;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.switchboard.ApiClient;
import dev.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** How the page and what it loads are served. */
@SwitchboardTest
class DashboardPageIT {

	private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");

	private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+)\"");

	@Autowired
	private ApiClient api;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/login", "/signup", "/inbox", "/inbox/c29tZQ", "/channels", "/held", "/account",
			"/connected?code=c&state=s" })
	void everyAddressOfTheDashboardIsThePage(String path) {
		HttpResponse<String> answer = get(path);

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void runsNoScriptButItsOwnAndMetas() {
		String policy = get("/").headers().firstValue("Content-Security-Policy").orElseThrow();

		assertThat(policy)
			.contains("default-src 'none';", "script-src 'self' https://connect.facebook.net;",
					"frame-ancestors 'none'", "base-uri 'none'")
			.doesNotContain("unsafe");
	}

	@Test
	void everyAnswerHasANonceOfItsOwn() {
		assumeThat(isBuilt()).as("the dashboard is built").isTrue();
		HttpResponse<String> one = get("/");
		HttpResponse<String> other = get("/");

		assertThat(one.body()).contains("content=\"" + nonce(one) + "\"").doesNotContain("__STYLE_NONCE__");
		assertThat(nonce(one)).isNotEqualTo(nonce(other));
	}

	@Test
	void whatThePageLoadsIsKeptForEver() {
		assumeThat(isBuilt()).as("the dashboard is built").isTrue();
		Matcher script = SCRIPT.matcher(get("/").body());
		assertThat(script.find()).isTrue();

		HttpResponse<String> answer = get(script.group(1));

		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
	}

	@Test
	void whatThePageLoadsIsSentCompressedToWhoCanReadIt() {
		assumeThat(isBuilt()).as("the dashboard is built").isTrue();
		Matcher script = SCRIPT.matcher(get("/").body());
		assertThat(script.find()).isTrue();

		ApiClient.Session browser = this.api.anonymous();
		HttpResponse<String> answer = browser
			.send(browser.to(script.group(1)).header("Accept-Encoding", "gzip, deflate, br, zstd").GET());

		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript");
		assertThat(answer.headers().firstValue("Vary")).hasValue("Accept-Encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/assets/none.js", "/assets/../application.yaml", "/assets/%2e%2e/application.yaml",
			"/application.yaml", "/nothing", "/dashboard/index.html" })
	void nothingElseIsServed(String path) {
		assertThat(get(path).statusCode()).isIn(400, 404);
	}

	@Test
	void anOldBrowserFindsTheIcon() {
		HttpResponse<String> answer = get("/favicon.ico");

		assertThat(answer.statusCode()).isEqualTo(301);
		assertThat(answer.headers().firstValue("Location")).hasValue("/favicon.svg");
	}

	private HttpResponse<String> get(String path) {
		return this.api.anonymous().get(path);
	}

	private static String nonce(HttpResponse<String> answer) {
		Matcher nonce = NONCE.matcher(answer.headers().firstValue("Content-Security-Policy").orElseThrow());
		assertThat(nonce.find()).isTrue();
		return nonce.group(1);
	}

	private static boolean isBuilt() {
		return new ClassPathResource("dashboard/index.html").exists();
	}

}
