package dev.switchboard.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelAccess;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.connect.MetaLogin.TokenInfo;
import dev.switchboard.meta.GraphRequest;
import dev.switchboard.meta.MetaApp;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps of the routes {@code list-pages} and {@code connect-page}. */
@Component("pageSteps")
class PageSteps {

	private static final String FIELDS = "id,name,tasks,instagram_business_account{id,username}";

	/** The task that a person must have on a Page to subscribe an app to it. */
	private static final String TASK = "MODERATE";

	private static final int MOST_PAGES = 1000;

	/** Variable: where the next part of the list begins. */
	private static final String AFTER = "after";

	/** Variable: the Pages that were found. */
	private static final String PAGES = "pages";

	private final Channels channels;

	private final MetaLogin login;

	PageSteps(Channels channels, MetaLogin login) {
		this.channels = channels;
		this.login = login;
	}

	/** Asks for a token that lasts, so that the tokens of the Pages do. */
	GraphRequest extend(@Variable("token") String token) {
		MetaApp app = this.login.app();
		return GraphRequest.post("oauth/access_token", Map.of("grant_type", "fb_exchange_token", "client_id", app.id(),
				"client_secret", app.secrets().getFirst(), "fb_exchange_token", token), null);
	}

	/** Whether there are more Pages to read. */
	boolean readsOn(Exchange exchange) {
		return !"".equals(exchange.getVariable(AFTER)) && known(exchange).size() < MOST_PAGES;
	}

	/** Asks for the Pages that the person manages. */
	GraphRequest pages(@Variable("token") String token, @Variable("after") String after) {
		Map<String, String> parameters = new HashMap<>(Map.of("fields", FIELDS, "limit", "100"));
		if (after != null) {
			parameters.put(AFTER, after);
		}
		return GraphRequest.get("me/accounts", parameters, token);
	}

	/** Takes note of some Pages. */
	void collect(Exchange exchange, @Body JsonNode answer) {
		List<Map<String, Object>> pages = new ArrayList<>(known(exchange));
		for (JsonNode page : answer.path("data")) {
			Map<String, Object> shown = new HashMap<>();
			shown.put("id", page.path("id").asText());
			shown.put("name", page.path("name").asText());
			shown.put("instagram", page.at("/instagram_business_account/username").asText(null));
			shown.put("connectable", mayModerate(page));
			pages.add(shown);
		}
		exchange.setVariable(PAGES, pages);
		exchange.setVariable(AFTER,
				answer.path("paging").has("next") ? answer.at("/paging/cursors/after").asText("") : "");
	}

	/** What was found, with the token that found it. */
	Pages found(Exchange exchange, @Variable("token") String token) {
		return new Pages(token, known(exchange));
	}

	/** Asks for a Page, with its own token. */
	GraphRequest page(@Variable("connect") PageConnectRequest request) {
		return GraphRequest.get(request.pageId(), Map.of("fields", FIELDS + ",access_token"), request.token());
	}

	/** The token of the Page: what Meta gave, or what was pasted. */
	String token(@Variable("page") JsonNode page, @Variable("connect") PageConnectRequest request) {
		return page.path("access_token").asText(request.token());
	}

	/** Fails, before anything is changed at Meta, when the Page cannot be connected. */
	void check(@Variable("page") JsonNode page, @Variable("info") TokenInfo info,
			@Variable("connect") PageConnectRequest request) {
		if (!page.path("id").asText().equals(request.pageId())) {
			throw ApiException.unusable("Meta knows no Page with the id %s.".formatted(request.pageId()));
		}
		if (!mayModerate(page) || !info.allows("pages_messaging", request.pageId())) {
			throw ApiException.unusable("This Meta account may not manage the messages of the Page. It needs the task"
					+ " \"Community activity\" on it, and the Page must be ticked in the log-in.");
		}
		accounts(page, request).forEach((account) -> this.channels.refuseIfTaken(request.userId(), account.key()));
	}

	/** Subscribes our app to the Page, which is to its Instagram account too. */
	GraphRequest subscribe(@Variable("connect") PageConnectRequest request, @Variable("token") String token) {
		return new Subscription(request.pageId(), ChannelType.messenger, false).begin(token);
	}

	/** Makes the Page, and its Instagram account, channels of the user. */
	List<String> connect(@Variable("page") JsonNode page, @Variable("connect") PageConnectRequest request,
			@Variable("token") String token, @Variable("info") TokenInfo info) {
		ChannelAccess access = new ChannelAccess(info.appId(), token, info.expiresAt(), info.grantedBy(),
				request.pageId(), false);
		List<ChannelAccount> accounts = accounts(page, request);
		accounts.forEach((account) -> this.channels.connect(request.userId(), account, access));
		return accounts.stream().map(ChannelAccount::key).toList();
	}

	private static List<ChannelAccount> accounts(JsonNode page, PageConnectRequest request) {
		List<ChannelAccount> accounts = new ArrayList<>();
		accounts.add(
				ChannelAccount.of(ChannelType.messenger, request.pageId(), page.path("name").asText(request.pageId())));
		JsonNode instagram = page.path("instagram_business_account");
		if (request.withInstagram() && instagram.hasNonNull("id")) {
			accounts.add(ChannelAccount.of(ChannelType.instagram, instagram.path("id").asText(),
					instagram.path("username").asText(instagram.path("id").asText())));
		}
		return accounts;
	}

	// Not told of a token that is the Page's own.
	private static boolean mayModerate(JsonNode page) {
		if (!page.has("tasks")) {
			return true;
		}
		for (JsonNode task : page.path("tasks")) {
			if (TASK.equals(task.asText())) {
				return true;
			}
		}
		return false;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> known(Exchange exchange) {
		return exchange.getVariable(PAGES, List.of(), List.class);
	}

}
