package dev.switchboard.check;

/**
 * A mistake in a file that an engineer edits. The application must not start.
 */
class FileFault extends RuntimeException {

	private final String action;

	/**
	 * A mistake, for the person who made it.
	 * @param place where it is, as {@code file:line}
	 * @param fault what is wrong there, as one sentence
	 * @param action what to do, as one sentence or two
	 */
	FileFault(String place, String fault, String action) {
		super("%s%n%s".formatted(place, fault));
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
