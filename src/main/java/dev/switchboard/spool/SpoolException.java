package dev.switchboard.spool;

/**
 * A delivery was not spooled: the spool is full or its disk fails. Nothing is left of it,
 * and the same call can succeed later.
 */
public class SpoolException extends RuntimeException {

	SpoolException(String why) {
		super(why);
	}

	SpoolException(String why, Throwable cause) {
		super(why, cause);
	}

}
