package dev.switchboard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package may know which, and what Camel must not confuse. */
@AnalyzeClasses(packages = "dev.switchboard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesFormNoCycle = slices().matching("dev.switchboard.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule theComponentKnowsNoFeature = noClasses().that()
		.resideInAPackage("..cypher..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..webhook..", "..event..", "..channel..", "..user..", "..held..", "..ops..", "..schema..",
				"..localneo4j..");

	@ArchTest
	static final ArchRule theWebhookKnowsBytesAndHeadersOnly = noClasses().that()
		.resideInAPackage("..webhook..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..event..", "..channel..", "..user..", "..held..", "org.neo4j..");

	@ArchTest
	static final ArchRule theAppsAtMetaKnowNobody = noClasses().that()
		.resideInAPackage("..meta..")
		.should()
		.dependOnClassesThat(resideInAPackage("dev.switchboard..")
			.and(DescribedPredicate.not(resideInAPackage("dev.switchboard.meta.."))));

	@ArchTest
	static final ArchRule nothingDependsOnTheDemo = noClasses().that()
		.resideOutsideOfPackage("..demo..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..demo..");

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = fields().should()
		.notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

	@ArchTest
	static final ArchRule packagesAreFlat = classes().should()
		.resideInAnyPackage("dev.switchboard", "dev.switchboard.*");

	/**
	 * A step names a method of a bean. Camel takes {@code isDue} for {@code due}, or the
	 * other way round, where a class has both: which, depends on the order in which this
	 * JVM lists them ({@code org.apache.camel.component.bean.BeanInfo}).
	 */
	@ArchTest
	static final ArchRule noBeanHasAMethodAndAGetterOfTheSameName = classes().that()
		.areNotRecords()
		.should(new ArchCondition<JavaClass>("have no two methods such as isDue and due") {

			private static final Pattern GETTER = Pattern.compile("(?:is|get)([A-Z])(.*)");

			@Override
			public void check(JavaClass bean, ConditionEvents events) {
				Set<String> names = bean.getMethods().stream().map(JavaMethod::getName).collect(Collectors.toSet());
				bean.getMethods()
					.stream()
					.filter((method) -> method.getRawParameterTypes().isEmpty())
					.map(JavaMethod::getName)
					.map(GETTER::matcher)
					.filter(Matcher::matches)
					.forEach((getter) -> {
						String property = getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2);
						if (names.contains(property)) {
							events.add(SimpleConditionEvent.violated(bean,
									"%s has %s and %s".formatted(bean.getName(), getter.group(), property)));
						}
					});
			}

		});

}
