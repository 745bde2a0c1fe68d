package dev.switchboard.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.api.ApiException;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.connect.MetaLogin.TokenInfo;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.meta.GraphRequest;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/** Steps of the route {@code list-numbers}. */
@Component("numberSteps")
class NumberSteps {

	private static final int MOST_NUMBERS = 1000;

	/** Variable: the business accounts that have not been read to their end. */
	private static final String ACCOUNTS = "accounts";

	/** Variable: where the next page of the first of them begins. */
	private static final String AFTER = "after";

	/** Variable: the numbers that were found. */
	private static final String NUMBERS = "numbers";

	private final CypherTemplate cypher;

	NumberSteps(CypherTemplate cypher) {
		this.cypher = cypher;
	}

	/** The business accounts to look at: those that Meta says the token is for. */
	List<String> accounts(@Variable("info") TokenInfo info, @Variable("connect") NumbersRequest request) {
		if (request.businessAccountId() != null) {
			WhatsappSteps.requireAccount(info, request.businessAccountId());
			return List.of(request.businessAccountId());
		}
		List<String> accounts = info.targets().get(WhatsappSteps.MANAGEMENT);
		if (accounts == null) {
			throw ApiException.unusable("Meta does not tell which business accounts the access token is for: send the"
					+ " businessAccountId too.");
		}
		return accounts.stream().filter((id) -> id.matches(MetaId.PATTERN)).distinct().toList();
	}

	/** Whether there are more numbers to read. */
	boolean readsOn(Exchange exchange) {
		return !left(exchange).isEmpty() && known(exchange).size() < MOST_NUMBERS;
	}

	/** Asks for the numbers of a business account, the next page of them. */
	GraphRequest page(Exchange exchange, @Variable("token") String token, @Variable("after") String after) {
		return WhatsappSteps.page(left(exchange).getFirst(), after, token);
	}

	/** Takes note of a page of numbers. */
	void collect(Exchange exchange, @Body JsonNode page) {
		List<String> accounts = left(exchange);
		List<Numbers.Number> numbers = new ArrayList<>(known(exchange));
		for (JsonNode number : page.path("data")) {
			String id = number.path("id").asText();
			numbers.add(new Numbers.Number(accounts.getFirst(), id, WhatsappSteps.digits(number),
					number.path("verified_name").asText(id), WhatsappSteps.isRegistered(number), false));
		}
		exchange.setVariable(NUMBERS, numbers);
		String after = WhatsappSteps.after(page);
		if (after.isEmpty()) {
			exchange.removeVariable(AFTER);
			exchange.setVariable(ACCOUNTS, accounts.subList(1, accounts.size()));
		}
		else {
			exchange.setVariable(AFTER, after);
		}
	}

	/** What was found, with the token that found it. */
	Numbers found(Exchange exchange, @Variable("token") String token, @Variable("connect") NumbersRequest request) {
		Set<String> own = own(request.userId());
		return new Numbers(token,
				known(exchange).stream()
					.map((number) -> own.contains(ChannelType.whatsapp + ":" + number.phoneNumberId())
							? number.asConnected() : number)
					.toList());
	}

	private Set<String> own(String userId) {
		return this.cypher.read("channels/find-channel-owners", Map.of("userId", userId))
			.stream()
			.filter((owner) -> owner.get("until") == null && owner.get("userId").equals(userId))
			.map((owner) -> owner.text("key"))
			.collect(Collectors.toSet());
	}

	@SuppressWarnings("unchecked")
	private static List<String> left(Exchange exchange) {
		return exchange.getVariable(ACCOUNTS, List.of(), List.class);
	}

	@SuppressWarnings("unchecked")
	private static List<Numbers.Number> known(Exchange exchange) {
		return exchange.getVariable(NUMBERS, List.of(), List.class);
	}

}
