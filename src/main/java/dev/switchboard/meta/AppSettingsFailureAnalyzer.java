package dev.switchboard.meta;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with the apps as a paragraph in place of a stack trace. */
class AppSettingsFailureAnalyzer extends AbstractFailureAnalyzer<AppSettingsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AppSettingsException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set the property, or its variable in the environment; docs/configuration.md describes one app and "
						+ "several.",
				cause);
	}

}
