package dev.switchboard.user;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.api.ApiException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * How often somebody may try: from one address, and for one account from anywhere. A
 * session that exists goes on, whatever others try. Each copy of the application counts
 * for itself.
 */
@Component
class LoginThrottle {

	private static final Duration ADDRESS_PERIOD = Duration.ofMinutes(1);

	private static final Duration ACCOUNT_PERIOD = Duration.ofMinutes(15);

	private static final int MOST = 100_000;

	/** What one customer of a provider has of IPv6 addresses. */
	private static final int IPV6_PREFIX_BYTES = 8;

	private final Cache<String, RateLimiter> addresses;

	private final Cache<String, RateLimiter> accounts;

	private final RateLimiterConfig perAddress;

	private final RateLimiterConfig perAccount;

	private final MeterRegistry meters;

	LoginThrottle(AccountProperties properties, MeterRegistry meters) {
		this.addresses = limiters(ADDRESS_PERIOD);
		this.accounts = limiters(ACCOUNT_PERIOD);
		this.perAddress = config(properties.attemptsPerAddress(), ADDRESS_PERIOD);
		this.perAccount = config(properties.attemptsPerAccount(), ACCOUNT_PERIOD);
		this.meters = meters;
	}

	/**
	 * Counts an attempt from an address.
	 * @throws ApiException 429 when there were too many
	 */
	void from(String address) {
		count("address", this.addresses.get(network(address), (key) -> RateLimiter.of("address", this.perAddress)),
				ADDRESS_PERIOD);
	}

	/**
	 * Counts an attempt for an account, whether it exists or not.
	 * @throws ApiException 429 when there were too many
	 */
	void on(String account) {
		count("account", this.accounts.get(account.strip().toLowerCase(Locale.ROOT),
				(key) -> RateLimiter.of("account", this.perAccount)), ACCOUNT_PERIOD);
	}

	private void count(String what, RateLimiter limiter, Duration period) {
		if (!limiter.acquirePermission()) {
			this.meters.counter("switchboard.throttled", "by", what).increment();
			throw ApiException.tooMany("Too many attempts. Try again later.", period);
		}
	}

	private static Cache<String, RateLimiter> limiters(Duration period) {
		return Caffeine.newBuilder().expireAfterAccess(period.multipliedBy(2)).maximumSize(MOST).build();
	}

	private static RateLimiterConfig config(int attempts, Duration period) {
		return RateLimiterConfig.custom()
			.limitForPeriod(attempts)
			.limitRefreshPeriod(period)
			.timeoutDuration(Duration.ZERO)
			.build();
	}

	// Only what has a colon is parsed, so that no name is ever looked up.
	private static String network(String address) {
		if (address.indexOf(':') < 0) {
			return address;
		}
		try {
			return Arrays.toString(Arrays.copyOf(InetAddress.getByName(address).getAddress(), IPV6_PREFIX_BYTES));
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
