package dev.switchboard.connect;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelAccess;
import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.connect.MetaLogin.TokenInfo;
import dev.switchboard.meta.GraphRequest;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps of the route {@code connect-whatsapp}. */
@Component("whatsappSteps")
class WhatsappSteps {

	/** The permission that names the business accounts. */
	static final String MANAGEMENT = "whatsapp_business_management";

	private static final String FIELDS = "id,display_phone_number,verified_name,platform_type";

	private static final String REGISTERED = "CLOUD_API";

	/** Variable: where the next page of numbers begins. */
	private static final String AFTER = "after";

	/** Variable: what Meta tells of the number. */
	private static final String NUMBER = "number";

	private final Channels channels;

	WhatsappSteps(Channels channels) {
		this.channels = channels;
	}

	/** Fails when the token is not for this business account. */
	void checkAccount(@Variable("info") TokenInfo info, @Variable("connect") WhatsappConnectRequest connect) {
		requireAccount(info, connect.businessAccountId());
	}

	/** Fails when a token is not for a business account. */
	static void requireAccount(TokenInfo info, String businessAccountId) {
		if (!info.allows(MANAGEMENT, businessAccountId)) {
			throw ApiException
				.unusable("The access token is not for the business account %s.".formatted(businessAccountId));
		}
	}

	/** Whether the number has not been seen and there are more to look at. */
	boolean looksOn(Exchange exchange) {
		return exchange.getVariable(NUMBER) == null && !"".equals(exchange.getVariable(AFTER));
	}

	/** Asks for the numbers of the business account, the next page of them. */
	GraphRequest numbers(@Variable("connect") WhatsappConnectRequest connect, @Variable("token") String token,
			@Variable("after") String after) {
		return page(connect.businessAccountId(), after, token);
	}

	/** Asks for a page of the numbers of a business account. */
	static GraphRequest page(String businessAccountId, String after, String token) {
		Map<String, String> parameters = new HashMap<>(Map.of("fields", FIELDS, "limit", "100"));
		if (after != null) {
			parameters.put(AFTER, after);
		}
		return GraphRequest.get(businessAccountId + "/phone_numbers", parameters, token);
	}

	/** Looks for the number in a page of them. */
	void look(Exchange exchange, @Body JsonNode page, @Variable("connect") WhatsappConnectRequest connect) {
		for (JsonNode number : page.path("data")) {
			if (number.path("id").asText().equals(connect.phoneNumberId())) {
				exchange.setVariable(NUMBER, number);
			}
		}
		exchange.setVariable(AFTER, after(page));
	}

	/** Where the page behind a page begins; empty when there is none. */
	static String after(JsonNode page) {
		return page.path("paging").has("next") ? page.at("/paging/cursors/after").asText("") : "";
	}

	/**
	 * Fails, before anything is changed at Meta, when the number cannot be connected.
	 */
	void check(@Variable("number") JsonNode number, @Variable("connect") WhatsappConnectRequest connect) {
		if (number == null) {
			throw ApiException.unusable("The business account %s has no number with the id %s."
				.formatted(connect.businessAccountId(), connect.phoneNumberId()));
		}
		this.channels.refuseIfTaken(connect.userId(), account(number, connect).key());
		if (needsRegistration(number) && connect.pin() == null) {
			throw ApiException
				.unusable("The number is not registered with the Cloud API yet: send a pin of six digits, that of its"
						+ " two-step verification, or one that it shall have.");
		}
	}

	/** Subscribes our app to the business account. */
	GraphRequest subscribe(@Variable("connect") WhatsappConnectRequest connect, @Variable("token") String token) {
		return new Subscription(connect.businessAccountId(), ChannelType.whatsapp, false).begin(token);
	}

	/**
	 * Whether the Cloud API does not know the number yet; one of the phone app it does.
	 */
	boolean needsRegistration(@Variable("number") JsonNode number) {
		return !isRegistered(number);
	}

	/**
	 * Whether the Cloud API knows a number; of one that Meta says nothing of, it does.
	 */
	static boolean isRegistered(JsonNode number) {
		return REGISTERED.equals(number.path("platform_type").asText(REGISTERED));
	}

	/** The number itself, digits only; null when Meta does not tell. */
	static String digits(JsonNode number) {
		String digits = number.path("display_phone_number").asText("").replaceAll("\\D", "");
		return digits.isEmpty() ? null : digits;
	}

	/** Registers the number. */
	GraphRequest register(@Variable("connect") WhatsappConnectRequest connect, @Variable("token") String token) {
		return GraphRequest.post(connect.phoneNumberId() + "/register",
				Map.of("messaging_product", "whatsapp", "pin", connect.pin()), token);
	}

	/** Makes the number a channel of the user. */
	String connect(@Variable("number") JsonNode number, @Variable("connect") WhatsappConnectRequest connect,
			@Variable("token") String token, @Variable("info") TokenInfo info) {
		ChannelAccount account = account(number, connect);
		this.channels.connect(connect.userId(), account, new ChannelAccess(info.appId(), token, info.expiresAt(),
				info.grantedBy(), connect.businessAccountId(), false));
		return account.key();
	}

	private static ChannelAccount account(JsonNode number, WhatsappConnectRequest connect) {
		return new ChannelAccount(ChannelType.whatsapp, connect.phoneNumberId(),
				number.path("verified_name").asText(connect.phoneNumberId()), connect.businessAccountId(),
				digits(number));
	}

}
