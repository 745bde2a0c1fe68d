package dev.switchboard.contact;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the erasure of contacts.
 *
 * @param delay from the wish to the deed: as long as a copy may remember a channel, at
 * least
 */
@ConfigurationProperties("switchboard.erasure")
record ErasureProperties(@DefaultValue("2m") Duration delay) {
}
