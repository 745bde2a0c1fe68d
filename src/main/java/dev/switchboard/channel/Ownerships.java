package dev.switchboard.channel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who has owned a channel when. This is the one place that decides whose an event is: by
 * the time at which its delivery was received, whatever has happened to the channel
 * since. What was received while nobody owned the channel belongs to the user who
 * connected it next.
 */
final class Ownerships {

	private final List<Ownership> byEnd;

	Ownerships(Collection<Ownership> all) {
		this.byEnd = all.stream()
			.sorted(Comparator.comparingLong(Ownership::until).thenComparingLong(Ownership::since))
			.toList();
	}

	/**
	 * Whose an event is.
	 * @param receivedAt when its delivery was received
	 * @return the ownership that it counts to, or empty when nobody has connected the
	 * channel since
	 */
	Optional<Ownership> at(Instant receivedAt) {
		long time = receivedAt.toEpochMilli();
		for (Ownership ownership : this.byEnd) {
			if (time < ownership.until()) {
				return Optional.of(ownership);
			}
		}
		return Optional.empty();
	}

	/**
	 * When what is received counts to a user.
	 * @param userId the user
	 * @return the user's times, in their order; they do not overlap
	 */
	List<Period> periodsOf(String userId) {
		List<Period> periods = new ArrayList<>();
		long from = 0;
		for (Ownership ownership : this.byEnd) {
			if (userId.equals(ownership.userId())) {
				periods.add(new Period(from, ownership.until()));
			}
			from = ownership.until();
		}
		return periods;
	}

	/** Whether somebody owns the channel now. */
	boolean areGoingOn() {
		return !this.byEnd.isEmpty() && this.byEnd.getLast().until() == Ownership.NOW;
	}

	/**
	 * A time.
	 *
	 * @param from its first millisecond since 1970
	 * @param until the first millisecond after it, {@link Ownership#NOW} when it goes on
	 */
	record Period(long from, long until) {
	}

}
