package dev.switchboard.inbox;

import java.time.LocalDate;
import java.util.List;

/**
 * What happened in an inbox.
 *
 * @param messages how many came in and went out, by day and channel; days without any are
 * left out
 * @param newContacts how many people wrote for the first time, by day; days without any
 * are left out
 * @param medianAnswerSeconds half of the answers took no longer; null when there was none
 * @param unanswered conversations that wait for an answer now
 * @param failures why messages failed, the most frequent reasons first, at most 50
 */
record Statistics(List<Messages> messages, List<NewContacts> newContacts, Double medianAnswerSeconds, long unanswered,
		List<Failures> failures) {

	/**
	 * Messages of one day on one channel.
	 *
	 * @param day the day, UTC
	 * @param channel key of the channel
	 * @param inbound how many people wrote
	 * @param outbound how many the business wrote
	 */
	record Messages(LocalDate day, String channel, long inbound, long outbound) {
	}

	/**
	 * People who wrote for the first time on one day.
	 *
	 * @param day the day, UTC
	 * @param contacts how many
	 */
	record NewContacts(String day, long contacts) {
	}

	/**
	 * Messages that failed for one reason.
	 *
	 * @param reason the platform's words
	 * @param messages how many
	 */
	record Failures(String reason, long messages) {
	}

}
