package dev.switchboard.inbox;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ends: behind an item, which the list is ordered by time and key to tell.
 * It is a position and nothing else: what somebody may read, the statement says.
 *
 * @param time of the item
 * @param key of the item
 */
record PageCursor(Instant time, String key) {

	/** In front of everything. */
	static final PageCursor NEWEST = new PageCursor(Instant.parse("9999-12-31T23:59:59Z"), "");

	/**
	 * Reads what {@link #text(String)} gave.
	 * @param list the list that it was given for
	 * @param text as it came back
	 * @throws IllegalArgumentException when this is not what was given for that list
	 */
	static PageCursor parse(String list, String text) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
			int sum = bytes.getInt();
			if (sum != sum(list, bytes.slice())) {
				throw new IllegalArgumentException("not a cursor of the list " + list);
			}
			Instant time = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
			if (!isInRange(time)) {
				throw new IllegalArgumentException("not a time that anything here can have");
			}
			return new PageCursor(time, StandardCharsets.UTF_8.decode(bytes).toString());
		}
		catch (BufferUnderflowException | DateTimeException ex) {
			throw new IllegalArgumentException("not a cursor", ex);
		}
	}

	/**
	 * The cursor as the API shows it. The sum is no secret: it keeps a cursor that was
	 * cut, or is another list's, from showing some page that nobody asked for.
	 * @param list the list that it is for
	 */
	String text(String list) {
		byte[] key = this.key.getBytes(StandardCharsets.UTF_8);
		ByteBuffer position = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + key.length)
			.putLong(this.time.getEpochSecond())
			.putInt(this.time.getNano())
			.put(key)
			.flip();
		byte[] bytes = ByteBuffer.allocate(Integer.BYTES + position.limit())
			.putInt(sum(list, position.duplicate()))
			.put(position)
			.array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/** Whether something in the graph can have this time; not every Instant is a date. */
	static boolean isInRange(Instant time) {
		return !time.isBefore(Instant.EPOCH) && !time.isAfter(NEWEST.time());
	}

	private static int sum(String list, ByteBuffer position) {
		CRC32 sum = new CRC32();
		sum.update(list.getBytes(StandardCharsets.UTF_8));
		sum.update(position);
		return (int) sum.getValue();
	}

}
