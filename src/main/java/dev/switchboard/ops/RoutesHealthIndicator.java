package dev.switchboard.ops;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.switchboard.check.RouteLocations;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Down when a route that a file of the {@code routes} folder names is not running: Camel
 * goes on without a route that could not be built, and a webhook without its route
 * answers 500.
 */
@Component
class RoutesHealthIndicator extends AbstractHealthIndicator {

	private final CamelContext camel;

	private final List<String> expected = new ArrayList<>();

	RoutesHealthIndicator(CamelContext camel, Environment environment) throws IOException {
		super("The routes cannot be compared with their files");
		this.camel = camel;
		for (Resource file : new RouteLocations(environment).files()) {
			this.expected.addAll(routeIds(file));
		}
		this.expected.sort(null);
	}

	// A file holds a route, names routes that are made of a template, or is neither.
	private static List<String> routeIds(Resource file) throws IOException {
		try (InputStream yaml = file.getInputStream()) {
			List<Map<String, Map<String, Object>>> items = new Yaml().load(yaml);
			return items.stream()
				.flatMap((item) -> Stream.of(item.getOrDefault("route", Map.of()).get("id"),
						item.getOrDefault("templatedRoute", Map.of()).get("routeId")))
				.filter(Objects::nonNull)
				.map(Object::toString)
				.toList();
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
