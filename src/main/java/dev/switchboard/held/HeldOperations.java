package dev.switchboard.held;

import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Notes what people do with held events: counts it as {@code switchboard.held.operations}
 * and writes it to the log.
 */
@Component
class HeldOperations {

	private static final Logger logger = LoggerFactory.getLogger(HeldOperations.class);

	private static final Pattern NOT_FOR_A_LOG = Pattern.compile("[^\\p{Print}\\p{L}]");

	private final MeterRegistry meters;

	HeldOperations(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * Notes an operation.
	 * @param name its name
	 * @param what what it is done with
	 */
	void note(String name, Object what) {
		this.meters.counter("switchboard.held.operations", "operation", name).increment();
		logger.info("held events: {} {}", name, NOT_FOR_A_LOG.matcher(what.toString()).replaceAll("?"));
	}

}
