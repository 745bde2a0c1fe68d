package dev.switchboard.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.switchboard.channel.ChannelAccount;
import dev.switchboard.channel.ChannelTakenException;
import dev.switchboard.channel.ChannelType;
import dev.switchboard.channel.Channels;
import dev.switchboard.cypher.CypherTemplate;
import dev.switchboard.cypher.GraphBusyException;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.cypher.GraphUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Component;

/**
 * Connects a channel without Meta, for development: {@code /actuator/channels} on the
 * management port, unless it is left out of the endpoints there, as it is by default.
 * Counted as {@code switchboard.channels.connected} and noted in the log.
 */
@Component
@WebEndpoint(id = "channels")
class ChannelEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(ChannelEndpoint.class);

	private final Channels channels;

	private final CypherTemplate cypher;

	private final MeterRegistry meters;

	ChannelEndpoint(Channels channels, CypherTemplate cypher, MeterRegistry meters) {
		this.channels = channels;
		this.cypher = cypher;
		this.meters = meters;
	}

	/**
	 * Makes a user the owner of a channel, which gets no access token.
	 * @param email what the user logs in with
	 * @param type the platform
	 * @param externalId the platform's id of the account
	 * @param name what the owner calls it; by default its id
	 * @param businessAccountId WhatsApp's business account, whose events the number gets
	 * @param displayPhoneNumber the number itself
	 */
	@WriteOperation
	WebEndpointResponse<Map<String, String>> connect(String email, String type, String externalId,
			@Nullable String name, @Nullable String businessAccountId, @Nullable String displayPhoneNumber) {
		if (Arrays.stream(ChannelType.values()).noneMatch((known) -> known.name().equals(type))) {
			return error(400, "type must be one of %s.".formatted(Arrays.toString(ChannelType.values())));
		}
		if (!externalId.matches(MetaId.PATTERN)
				|| (businessAccountId != null && !businessAccountId.matches(MetaId.PATTERN))) {
			return error(400, "externalId and businessAccountId must be digits.");
		}
		ChannelAccount account = new ChannelAccount(ChannelType.valueOf(type), externalId,
				(name != null) ? name : externalId, businessAccountId,
				(displayPhoneNumber != null) ? displayPhoneNumber.replaceAll("\\D", "") : null);
		try {
			List<GraphRecord> logIn = this.cypher.read("accounts/find-login",
					Map.of("login", email.strip().toLowerCase(Locale.ROOT)));
			if (logIn.isEmpty()) {
				return error(404, "Nobody logs in with this e-mail address.");
			}
			String user = logIn.getFirst().text("userId");
			this.channels.connect(user, account);
			this.meters.counter("switchboard.channels.connected", "by", "operator").increment();
			logger.warn("an operator has connected {} to user {}, without asking Meta", account.key(), user);
			return new WebEndpointResponse<>(Map.of("key", account.key()));
		}
		catch (ChannelTakenException ex) {
			return error(409, "Another user owns this channel.");
		}
		catch (GraphUnavailableException | GraphBusyException ex) {
			return error(503, "The graph is not available now.");
		}
	}

	private static WebEndpointResponse<Map<String, String>> error(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status);
	}

}
