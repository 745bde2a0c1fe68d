package dev.switchboard.ops;

import java.io.IOException;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Down when a file of the {@code routes} folder has no running route: Camel goes on
 * without a route that could not be built, and a webhook without its route answers 500.
 */
@Component
class RoutesHealthIndicator extends AbstractHealthIndicator {

	private static final String SUFFIX = ".camel.yaml";

	/** Configures the others and is none itself. */
	private static final String CONFIGURATION = "errors";

	private final CamelContext camel;

	private final List<String> expected;

	RoutesHealthIndicator(CamelContext camel, ResourcePatternResolver resources,
			@Value("${camel.main.routes-include-pattern}") String pattern) throws IOException {
		super("The routes cannot be compared with their files");
		this.camel = camel;
		this.expected = List.of(resources.getResources(pattern))
			.stream()
			.map(Resource::getFilename)
			.map((file) -> file.substring(0, file.length() - SUFFIX.length()))
			.filter((id) -> !id.equals(CONFIGURATION))
			.sorted()
			.toList();
		if (this.expected.isEmpty()) {
			throw new IllegalStateException(("There are no routes at %s. Start Switchboard in the folder that holds"
					+ " routes/ and cypher/, or set camel.main.routes-include-pattern.")
				.formatted(pattern));
		}
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<String> missing = this.expected.stream().filter((id) -> !isStarted(id)).toList();
		builder.status((missing.isEmpty()) ? "UP" : "DOWN").withDetail("expected", this.expected);
		if (!missing.isEmpty()) {
			builder.withDetail("notRunning", missing);
		}
	}

	private boolean isStarted(String id) {
		return this.camel.getRoute(id) != null
				&& this.camel.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
	}

}
