package dev.switchboard.check;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link FileFault} as three lines in place of a stack trace. */
class FileFaultFailureAnalyzer extends AbstractFailureAnalyzer<FileFault> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FileFault cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
