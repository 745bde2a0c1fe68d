package dev.switchboard.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.switchboard.api.ApiException;
import dev.switchboard.cypher.GraphRecord;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Steps of the routes {@code erase-accounts} and {@code delete-granted}. */
@Component("closedAccounts")
class ClosedAccounts {

	private static final Logger logger = LoggerFactory.getLogger(ClosedAccounts.class);

	private final CamelContext camel;

	private final ChannelPeriods periods;

	private final ErasureDigests digests;

	private final Clock clock;

	private final Duration delay;

	/**
	 * Prepares the steps.
	 * @param delay from the request to the erasure, see {@code switchboard.erasure.delay}
	 */
	ClosedAccounts(CamelContext camel, ChannelPeriods periods, ErasureDigests digests, Clock clock,
			@Value("${switchboard.erasure.delay:2m}") Duration delay) {
		this.camel = camel;
		this.periods = periods;
		this.digests = digests;
		this.clock = clock;
		this.delay = delay;
	}

	/** Whether there was something, so that there may be more. */
	boolean goesOn(@Body Object found) {
		return !this.camel.isStopping() && !(found instanceof List<?> list && list.isEmpty());
	}

	/** The channels that the accounts still own, each as what disconnects it. */
	List<Map<String, Object>> connected(@Body List<GraphRecord> accounts) {
		return accounts.stream()
			.flatMap((account) -> account.texts("channels")
				.stream()
				.map((channel) -> Map.<String, Object>of("userId", account.text("userId"), "key", channel)))
			.toList();
	}

	/**
	 * The rows of {@code erase-channels}: one for each channel that an account has owned.
	 */
	List<Map<String, Object>> owned(@Body List<GraphRecord> accounts) {
		return accounts.stream().flatMap((account) -> {
			String userId = account.text("userId");
			Map<Object, List<Map<String, Object>>> periods = this.periods.of(userId)
				.stream()
				.collect(Collectors.groupingBy((period) -> period.get("channel")));
			return account.texts("owned")
				.stream()
				.map((channel) -> row(userId, channel, periods.getOrDefault(channel, List.of())));
		}).toList();
	}

	private Map<String, Object> row(String userId, String channel, List<Map<String, Object>> periods) {
		Map<String, Object> row = new HashMap<>();
		row.put("userId", userId);
		row.put("channel", channel);
		row.put("periods", periods);
		try {
			row.put("digest", this.digests.of(channel));
		}
		catch (ApiException ex) {
			logger.warn("{} is erased without a trace of when: what was received until then and comes late goes to its"
					+ " next owner. Set SWITCHBOARD_ENCRYPTION_KEY.", channel);
		}
		return row;
	}

	/** Those that other copies have forgotten by now. */
	List<GraphRecord> erasable(@Body List<GraphRecord> accounts) {
		return accounts.stream().filter((account) -> account.flag("due")).toList();
	}

	/** Parameters of {@code find-closed-accounts}. */
	Map<String, Object> due() {
		return Map.of("before", this.clock.instant().minus(this.delay).atZone(ZoneOffset.UTC));
	}

	/** The channels of which somebody wants the data deleted. */
	List<GraphRecord> granted(@Body List<GraphRecord> deletions) {
		return deletions.stream().flatMap((deletion) -> deletion.records("channels").stream()).toList();
	}

}
