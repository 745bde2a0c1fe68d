package dev.switchboard.inbox;

import java.time.Duration;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the streams of new messages.
 *
 * @param streamsPerUser open streams of one user on this copy, above which the answer is
 * 429
 * @param streams open streams of all users on this copy, above which the answer is 503
 * @param heartbeat how long a stream is silent at most
 * @param settling how long a message that is being stored can stay unseen by others: no
 * less than switchboard.cypher.transaction-timeout, and what the clocks of a cluster
 * differ by
 */
@Validated
@ConfigurationProperties("switchboard.inbox")
record InboxProperties(@DefaultValue("20") @Positive int streamsPerUser, @DefaultValue("1000") @Positive int streams,
		@DefaultValue("15s") Duration heartbeat, @DefaultValue("40s") Duration settling) {
}
