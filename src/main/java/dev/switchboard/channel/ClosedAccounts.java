package dev.switchboard.channel;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.Body;
import org.apache.camel.CamelContext;

import org.springframework.stereotype.Component;

/** Steps of the routes {@code erase-accounts} and {@code delete-granted}. */
@Component("closedAccounts")
class ClosedAccounts {

	private final ConnectRoutes routes;

	private final CamelContext camel;

	private final ChannelPeriods periods;

	private final ErasureDigests digests;

	ClosedAccounts(ConnectRoutes routes, CamelContext camel, ChannelPeriods periods, ErasureDigests digests) {
		this.routes = routes;
		this.camel = camel;
		this.periods = periods;
		this.digests = digests;
	}

	/** Whether there was something, so that there may be more. */
	boolean goesOn(@Body Object found) {
		return !this.camel.isStopping() && !(found instanceof List<?> list && list.isEmpty());
	}

	/** Disconnects the channels that the accounts still own. */
	@SuppressWarnings("unchecked")
	void disconnect(@Body List<Map<String, Object>> accounts) {
		for (Map<String, Object> account : accounts) {
			((List<String>) account.get("channels"))
				.forEach((channel) -> disconnect(Map.of("userId", account.get("userId"), "key", channel)));
		}
	}

	/**
	 * The rows of {@code erase-channels}: one for each channel that an account has owned.
	 */
	@SuppressWarnings("unchecked")
	List<Map<String, Object>> owned(@Body List<Map<String, Object>> accounts) {
		return accounts.stream().flatMap((account) -> {
			String userId = (String) account.get("userId");
			Map<Object, List<Map<String, Object>>> periods = this.periods.of(userId)
				.stream()
				.collect(Collectors.groupingBy((period) -> period.get("channel")));
			return ((List<String>) account.get("owned")).stream()
				.map((channel) -> Map.<String, Object>of("userId", userId, "channel", channel, "periods",
						periods.getOrDefault(channel, List.of()), "digest", this.digests.of(channel)));
		}).toList();
	}

	/** Disconnects the channels of which somebody wants the data deleted. */
	@SuppressWarnings("unchecked")
	void disconnectGranted(@Body List<Map<String, Object>> deletions) {
		for (Map<String, Object> deletion : deletions) {
			((List<Map<String, Object>>) deletion.get("channels")).forEach(this::disconnect);
		}
	}

	private void disconnect(Map<String, Object> channel) {
		this.routes.call("disconnect-channel", channel, Boolean.class);
	}

}
