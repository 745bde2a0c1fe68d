package dev.switchboard.held;

import java.time.Duration;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of what is held.
 *
 * @param maxAge how long an event waits for somebody to connect its channel
 * @param maxPerChannel how many events wait for one channel, above which the oldest go
 * @param sweepPeriod how often to look for parked events whose channel has an owner now
 * @param expiryPeriod how often to look for parked events beyond the bounds
 * @param replayConcurrency how many events are replayed at the same time
 */
@Validated
@ConfigurationProperties("switchboard.held")
record HeldProperties(@DefaultValue("30d") Duration maxAge, @DefaultValue("100000") @Positive int maxPerChannel,
		@DefaultValue("10s") Duration sweepPeriod, @DefaultValue("10m") Duration expiryPeriod,
		@DefaultValue("16") @Positive int replayConcurrency) {
}
