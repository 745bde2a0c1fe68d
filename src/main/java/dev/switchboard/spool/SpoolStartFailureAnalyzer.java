package dev.switchboard.spool;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows that the spool cannot be used as a paragraph in place of a stack trace. */
class SpoolStartFailureAnalyzer extends AbstractFailureAnalyzer<SpoolException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SpoolException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Make the folder writable, or name another one in SWITCHBOARD_SPOOL_DIR (switchboard.spool.directory). "
						+ "Each process needs one of its own, on a disk that outlives it.",
				cause);
	}

}
