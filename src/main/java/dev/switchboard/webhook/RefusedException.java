package dev.switchboard.webhook;

/**
 * A request that is answered 403. The message is one of a few constant phrases: nothing
 * that came from outside is in it.
 */
class RefusedException extends RuntimeException {

	RefusedException(String why) {
		super(why, null, false, false);
	}

}
