package dev.switchboard.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.AntPathMatcher;

/**
 * Where Camel loads routes from: the properties {@code camel.main.routes-include-pattern}
 * and {@code camel.main.routes-exclude-pattern}
 * ({@code org.apache.camel.main.DefaultRoutesCollector}).
 */
public final class RouteLocations {

	private static final AntPathMatcher LOCATIONS = new AntPathMatcher();

	private static final String[] NONE = {};

	private final String[] included;

	private final String[] excluded;

	/**
	 * Reads the properties.
	 * @param environment where they are set
	 */
	public RouteLocations(Environment environment) {
		this.included = environment.getRequiredProperty("camel.main.routes-include-pattern", String[].class);
		this.excluded = environment.getProperty("camel.main.routes-exclude-pattern", String[].class, NONE);
	}

	/**
	 * Finds the files.
	 * @return those that are included and not excluded; there may be none
	 * @throws IOException when a folder cannot be read
	 */
	public List<Resource> files() throws IOException {
		List<Resource> files = new ArrayList<>();
		for (String pattern : this.included) {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
				if (!isExcluded(file)) {
					files.add(file);
				}
			}
		}
		return files;
	}

	private boolean isExcluded(Resource file) {
		try {
			String location = file.getURI().toString();
			return Stream.of(this.excluded).anyMatch((pattern) -> LOCATIONS.match(pattern, location));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return String.join(" or ", this.included);
	}

}
