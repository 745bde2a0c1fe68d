package dev.switchboard.connect;

import java.util.Map;

import dev.switchboard.channel.Channels;
import dev.switchboard.channel.TokenCipher;
import dev.switchboard.cypher.GraphRecord;
import dev.switchboard.meta.GraphRequest;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Steps of the route {@code disconnect-channel}. */
@Component("accessSteps")
class AccessSteps {

	private static final Logger logger = LoggerFactory.getLogger(AccessSteps.class);

	private final Channels channels;

	private final TokenCipher cipher;

	private final MeterRegistry meters;

	AccessSteps(Channels channels, TokenCipher cipher, MeterRegistry meters) {
		this.channels = channels;
		this.cipher = cipher;
		this.meters = meters;
	}

	/** Whether no other channel lives on the subscription. */
	boolean isLast(@Body GraphRecord access) {
		return access.number("others") == 0;
	}

	/** Ends our app's subscription. */
	GraphRequest unsubscribe(@Body GraphRecord access) {
		return StoredAccess.of(access).subscription().end(StoredAccess.of(access).token(this.cipher));
	}

	/**
	 * The channel goes all the same: what still comes in for it is parked, and expires.
	 */
	void noteFailure() {
		this.meters.counter("switchboard.channels.unsubscribed", "outcome", "failed").increment();
		logger.warn("a channel is disconnected, but Meta has not ended its subscription");
	}

	/** Takes the channel from its owner. */
	boolean disconnect(@Variable("channel") Map<String, Object> channel) {
		return this.channels.disconnect((String) channel.get("userId"), (String) channel.get("key"));
	}

}
