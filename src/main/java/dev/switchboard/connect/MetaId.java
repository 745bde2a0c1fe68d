package dev.switchboard.connect;

/** The ids that Meta gives to accounts: digits, so that they can be put into a path. */
final class MetaId {

	static final String PATTERN = "\\d{1,32}";

	private MetaId() {
	}

}
