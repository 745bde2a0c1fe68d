package dev.switchboard.demo;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the demonstration.
 *
 * @param address where the stand-in for Meta is, as browsers see it
 * @param interval time between two messages while somebody has a stream open
 * @param most messages that are sent in this way until the next start
 * @param welcome time after which somebody writes to a channel that was just connected
 */
@ConfigurationProperties("switchboard.demo")
record DemoProperties(@DefaultValue("") String address, @DefaultValue("8s") Duration interval,
		@DefaultValue("500") int most, @DefaultValue("30s") Duration welcome) {
}
