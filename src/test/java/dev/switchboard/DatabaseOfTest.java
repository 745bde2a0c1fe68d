package dev.switchboard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.support.AnnotationSupport;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Lets the application of a test use the test's database. */
final class DatabaseOfTest implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> test, List<ContextConfigurationAttributes> attributes) {
		boolean hasDatabase = AnnotationSupport.findRepeatableAnnotations(test, ExtendWith.class)
			.stream()
			.flatMap((extension) -> Arrays.stream(extension.value()))
			.anyMatch(Neo4jExtension.class::equals);
		return hasDatabase ? new Customizer(TestDatabase.of(test)) : null;
	}

	/** Tests whose databases differ share no application. */
	private record Customizer(TestDatabase database) implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("database of the test", Map.copyOf(this.database.settings())));
		}

	}

}
