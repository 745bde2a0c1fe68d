package dev.switchboard.user;

import java.time.Duration;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of accounts.
 *
 * @param breachList address of the Pwned Passwords range API, asked by the first five
 * digits of a password's hash when one is chosen; empty: passwords are not looked up
 * @param sessionTimeout how long a session lasts without a request
 * @param attemptsPerAddress how often passwords may be tried, and accounts be made, from
 * one address in a minute
 * @param attemptsPerAccount how often passwords may be tried for one account in a quarter
 * of an hour
 * @param maintenancePeriod how often to look for sessions that have ended and for
 * accounts to erase
 */
@Validated
@ConfigurationProperties("switchboard.accounts")
record AccountProperties(@DefaultValue("https://api.pwnedpasswords.com/range/") String breachList,
		@DefaultValue("7d") Duration sessionTimeout, @DefaultValue("20") @Positive int attemptsPerAddress,
		@DefaultValue("20") @Positive int attemptsPerAccount, @DefaultValue("10s") Duration maintenancePeriod) {
}
