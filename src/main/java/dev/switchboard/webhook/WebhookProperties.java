package dev.switchboard.webhook;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of one delivery.
 *
 * @param bodyLimit largest body, above which the answer is 413; WhatsApp sends up to 3 MB
 * @param bodyTimeout how long a body may take to arrive, above which the answer is 408
 */
@ConfigurationProperties("switchboard.webhook")
record WebhookProperties(@DefaultValue("4MB") DataSize bodyLimit, @DefaultValue("20s") Duration bodyTimeout) {
}
