package dev.switchboard.check;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Reads all files when the settings are known and nothing has been made yet. An
 * initializer and no bean, because Spring reports the failure of a bean twice.
 */
class FileCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext application) {
		check(application.getEnvironment());
	}

	/**
	 * Reads the files that the settings name.
	 * @throws FileFault for the first mistake
	 */
	static void check(Environment environment) {
		try {
			Routes routes = new Routes(RouteFile.readAll(new RouteLocations(environment)), environment);
			new DirectNames(routes).check();
			new Mappings(routes).check();
			new Statements(routes, Path.of(environment.getProperty("switchboard.cypher.directory", "cypher")),
					Path.of(environment.getProperty("switchboard.event.schema", "routes/events/event.schema.json")))
				.check();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The files of routes, mappings and statements cannot be read", ex);
		}
	}

}
