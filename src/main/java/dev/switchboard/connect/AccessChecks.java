package dev.switchboard.connect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.channel.TokenCipher;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.meta.GraphApiException;
import dev.switchboard.meta.GraphRequest;
import dev.switchboard.meta.GraphRequest.Host;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Steps of the route {@code check-channels}: whether Meta still sends what happens on a
 * channel, and lets us.
 *
 * @see <a href=
 * "https://developers.facebook.com/docs/instagram-platform/reference/refresh_access_token">
 * Refresh access token</a>
 */
@Component("accessChecks")
class AccessChecks {

	private static final Logger logger = LoggerFactory.getLogger(AccessChecks.class);

	/** Meta refreshes no token that is younger. */
	private static final Duration YOUNGEST = Duration.ofHours(24);

	/** With so much left of its sixty days, a token need not be refreshed. */
	private static final Duration ENOUGH = Duration.ofDays(30);

	private final ConnectProperties properties;

	private final TokenCipher cipher;

	private final Clock clock;

	private final CamelContext camel;

	private final MeterRegistry meters;

	AccessChecks(ConnectProperties properties, TokenCipher cipher, Clock clock, CamelContext camel,
			MeterRegistry meters) {
		this.properties = properties;
		this.cipher = cipher;
		this.clock = clock;
		this.camel = camel;
		this.meters = meters;
	}

	/** Whether there was something, so that there may be more. */
	boolean goesOn(@Body Object found) {
		return !this.camel.isStopping() && !(found instanceof List<?> list && list.isEmpty());
	}

	/** Parameters of {@code find-unchecked}. */
	Map<String, Object> due() {
		return Map.of("before", this.clock.instant().minus(this.properties.checkAge()).atZone(ZoneOffset.UTC));
	}

	/** One of what was found. */
	StoredAccess access(@Body GraphRecord found) {
		return StoredAccess.of(found);
	}

	/** Whether the token is to be replaced by one that lasts longer. */
	boolean isToBeRefreshed(@Variable("access") StoredAccess access) {
		Instant now = this.clock.instant();
		return access.subscription().instagramLogin() && access.expiresAt() != null
				&& access.expiresAt().isBefore(now.plus(ENOUGH)) && access.grantedAt().isBefore(now.minus(YOUNGEST));
	}

	/** Asks for one. Meta takes the old one as a parameter only. */
	GraphRequest refresh(@Variable("access") StoredAccess access) {
		return GraphRequest
			.get("/refresh_access_token",
					Map.of("grant_type", "ig_refresh_token", "access_token", access.token(this.cipher)), null)
			.at(Host.instagram);
	}

	/** The token to go on with: as it was. */
	String token(@Variable("access") StoredAccess access) {
		return access.token(this.cipher);
	}

	/** Asks whether we are subscribed; which only a token that works can. */
	GraphRequest look(@Variable("access") StoredAccess access, @Variable("token") String token) {
		return access.subscription().look(token);
	}

	/** Whether somebody, or an hour of failures, has ended the subscription. */
	boolean isLost(@Body JsonNode answer, @Variable("access") StoredAccess access) {
		boolean lost = !access.subscription().isIn(answer, access.appId());
		if (lost) {
			this.meters.counter("switchboard.channels.checked", "outcome", "subscribed-again").increment();
			logger.warn("Meta had ended the subscription of {}: subscribing again", access.key());
		}
		return lost;
	}

	/** Subscribes again. */
	GraphRequest subscribe(@Variable("access") StoredAccess access, @Variable("token") String token) {
		return access.subscription().begin(token);
	}

	/** The row of a channel that is well. */
	List<Map<String, Object>> well(Exchange exchange, @Variable("access") StoredAccess access,
			@Variable("token") String token) {
		Map<String, Object> row = row(access, "connected", null);
		Instant expiresAt = exchange.getVariable("expiresAt", Instant.class);
		if (expiresAt != null || this.cipher.isOld(access.encrypted())) {
			row.put("newToken", this.cipher.encrypt(access.key(), token));
		}
		row.put("expiresAt", (expiresAt != null) ? expiresAt.toEpochMilli() : null);
		return List.of(row);
	}

	/**
	 * The row of a channel whose owner has to connect it again, or which Meta hides now.
	 */
	List<Map<String, Object>> unwell(@Variable("access") StoredAccess access,
			@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception why) {
		boolean forGood = why instanceof GraphApiException fault && switch (fault.kind()) {
			case TOKEN, PERMISSION -> true;
			case REQUEST, THROTTLED, UNAVAILABLE -> false;
		};
		this.meters.counter("switchboard.channels.checked", "outcome", forGood ? "needs-reconnect" : "failed")
			.increment();
		logger.warn("{} cannot be checked: {}", access.key(), why.getClass().getSimpleName());
		return List.of(forGood ? row(access, "needs reconnect", why.getMessage()) : row(access, null, null));
	}

	private Map<String, Object> row(StoredAccess access, String status, String reason) {
		Map<String, Object> row = new HashMap<>();
		row.put("key", access.key());
		row.put("token", access.encrypted());
		row.put("at", this.clock.millis());
		row.put("status", status);
		row.put("reason", reason);
		return row;
	}

}
