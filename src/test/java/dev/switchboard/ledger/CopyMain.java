package dev.switchboard.ledger;

import dev.switchboard.SwitchboardApplication;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The application as users start it, and the fail-points. */
final class CopyMain {

	private CopyMain() {
	}

	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(SwitchboardApplication.class);
		application.addInitializers((GenericApplicationContext context) -> {
			context.registerBean(TypeExcludeFilter.class, WithoutTests::new);
			context.registerBean(FailPoints.class, FailPoints::new);
		});
		application.run(arguments);
	}

	/**
	 * The class path is that of the tests; their components are not the application's.
	 */
	private static final class WithoutTests extends TypeExcludeFilter {

		@Override
		public boolean match(MetadataReader type, MetadataReaderFactory factory) {
			return type.getResource().getDescription().contains("test-classes");
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof WithoutTests;
		}

		@Override
		public int hashCode() {
			return WithoutTests.class.hashCode();
		}

	}

}
