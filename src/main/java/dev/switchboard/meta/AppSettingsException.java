package dev.switchboard.meta;

/**
 * The apps are configured so that the application must not start. The message is for the
 * person who starts it.
 */
class AppSettingsException extends RuntimeException {

	AppSettingsException(String what, Object... properties) {
		super(what.formatted(properties));
	}

}
