package dev.switchboard;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * Meta's Graph API as far as Switchboard calls it. There is one in a JVM, without any
 * answers before each test; each of Meta's servers is a path of it.
 */
public final class FakeMeta implements BeforeAllCallback, BeforeEachCallback {

	public static final String APP_ID = "990011";

	/** What Meta gives for a code. */
	public static final String TOKEN = "EAAG-token-of-the-tests";

	public static final String VERSION = "/v23.0/";

	/**
	 * Properties of an application that calls it. They are no system properties: those
	 * would count in every application of the JVM.
	 */
	public static final String FACEBOOK = "switchboard.graph-api.facebook=${tests.meta}/facebook";

	public static final String INSTAGRAM = "switchboard.graph-api.instagram=${tests.meta}/instagram";

	public static final String INSTAGRAM_LOGIN = "switchboard.graph-api.instagram-login=${tests.meta}/login";

	public static final String PATIENCE = "switchboard.graph-api.response-timeout=1000";

	public static final String RETRIES = "switchboard.graph-api.retry-delay=10";

	private static final WireMockServer SERVER = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	/** The server, for answers that only one test needs. */
	public static WireMockServer server() {
		return SERVER;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (!SERVER.isRunning()) {
			SERVER.start();
		}
		System.setProperty("tests.meta", SERVER.baseUrl());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!TestDatabase.usesSecond(context.getRequiredTestClass())) {
			SERVER.resetAll();
		}
	}

	/** The path of a call at {@code graph.facebook.com}. */
	public static String facebook(String path) {
		return "/facebook" + VERSION + path;
	}

	/** The path of a call at {@code graph.instagram.com}. */
	public static String instagram(String path) {
		return "/instagram" + VERSION + path;
	}

	/** A code can be exchanged. */
	public static void givesATokenFor(String code) {
		SERVER.stubFor(post(urlPathEqualTo(facebook("oauth/access_token"))).withRequestBody(containing("code=" + code))
			.willReturn(okJson("""
					{"access_token":"%s","token_type":"bearer"}""".formatted(TOKEN))));
	}

	/** The token is for our app and allows what is listed. */
	public static void says(String... scopes) {
		saysOf(APP_ID, "[]", scopes);
	}

	/** The token is for an app and allows what is listed. */
	public static void saysOf(String appId, String granularScopes, String... scopes) {
		SERVER.stubFor(get(urlPathEqualTo(facebook("debug_token"))).withQueryParam("input_token", equalTo(TOKEN))
			.withHeader("Authorization", equalTo("Bearer " + APP_ID + "|" + Platform.APP_SECRET))
			.willReturn(okJson("""
					{"data":{"app_id":"%s","is_valid":true,"expires_at":0,"user_id":"7007007007007007","scopes":["%s"],\
					"granular_scopes":%s}}""".formatted(appId, String.join("\",\"", scopes), granularScopes))));
	}

	/** The business account has a number. */
	public static void hasNumber(String businessAccountId, String phoneNumberId, String platformType) {
		SERVER.stubFor(
				authorized(get(urlPathEqualTo(facebook(businessAccountId + "/phone_numbers")))).willReturn(okJson("""
						{"data":[{"id":"%s","display_phone_number":"+1 555-078-3881","verified_name":"Bob's Store",\
						"platform_type":"%s"}],"paging":{"cursors":{"before":"b","after":"a"}}}"""
					.formatted(phoneNumberId, platformType))));
	}

	/** Calls of this path are done. */
	public static void does(String path) {
		SERVER.stubFor(authorized(post(urlPathEqualTo(facebook(path)))).willReturn(okJson("{\"success\":true}")));
		SERVER.stubFor(authorized(delete(urlPathEqualTo(facebook(path)))).willReturn(okJson("{\"success\":true}")));
	}

	/** Calls of this path fail. */
	public static void refuses(String path, int status, String error) {
		SERVER.stubFor(post(urlPathEqualTo(facebook(path))).willReturn(aResponse().withStatus(status).withBody("""
				{"error":{"message":"(#0) no","type":"OAuthException",%s,"fbtrace_id":"x"}}""".formatted(error))));
	}

	/** Everything that connecting a number by Embedded Signup needs. */
	public static void letsConnect(String businessAccountId, String phoneNumberId, String code) {
		givesATokenFor(code);
		says("whatsapp_business_management", "whatsapp_business_messaging");
		hasNumber(businessAccountId, phoneNumberId, "CLOUD_API");
		does(businessAccountId + "/subscribed_apps");
	}

	/** How often a path was called with a method. */
	public static long calls(String method, String path) {
		return SERVER.getAllServeEvents()
			.stream()
			.map((event) -> (LoggedRequest) event.getRequest())
			.filter((request) -> request.getMethod().value().equals(method)
					&& request.getUrl().split("\\?")[0].equals(path))
			.count();
	}

	private static MappingBuilder authorized(MappingBuilder call) {
		return call.withHeader("Authorization", equalTo("Bearer " + TOKEN));
	}

}
