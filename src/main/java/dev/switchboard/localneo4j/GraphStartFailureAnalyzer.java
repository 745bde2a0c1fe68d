package dev.switchboard.localneo4j;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link GraphStartException} as a paragraph in place of a stack trace. */
class GraphStartFailureAnalyzer extends AbstractFailureAnalyzer<GraphStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, GraphStartException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
