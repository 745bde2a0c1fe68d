package dev.switchboard.spool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a spooled file tells:
 * {@code <time>-<number>-<provider>@<app>-<digest>.json}. The content is the delivery as
 * it came and nothing else. In the order of their names, files are in the order of
 * arrival.
 *
 * @param receivedAt when the delivery came, to the millisecond
 * @param number tells deliveries of one millisecond apart
 * @param provider the platform's name
 * @param app id of the Meta app that signed it; null, and without {@code @} in the name,
 * when it is not known
 * @param digest the first half of the content's SHA-256, in hex
 */
record SpooledName(Instant receivedAt, long number, String provider, String app, String digest) {

	static final String SUFFIX = ".json";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final Pattern NAME = Pattern
		.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)-(\\d{6,18})-([a-z0-9-]+)(?:@([A-Za-z0-9._-]+))?-([0-9a-f]{32})\\.json");

	static SpooledName of(SpooledDelivery delivery, long number) {
		return new SpooledName(delivery.receivedAt(), number, delivery.provider(), delivery.app(),
				digest(delivery.content()));
	}

	static Optional<SpooledName> parse(String name) {
		Matcher parts = NAME.matcher(name);
		if (!parts.matches()) {
			return Optional.empty();
		}
		try {
			return Optional.of(new SpooledName(TIME.parse(parts.group(1), Instant::from),
					Long.parseLong(parts.group(2)), parts.group(3), parts.group(4), parts.group(5)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/** Whether a file of this name has the content that was written into it. */
	boolean isOf(byte[] content) {
		return this.digest.equals(digest(content));
	}

	private static String digest(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "%s-%06d-%s%s-%s%s".formatted(TIME.format(this.receivedAt), this.number, this.provider,
				(this.app != null) ? "@" + this.app : "", this.digest, SUFFIX);
	}

}
