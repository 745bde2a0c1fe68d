package dev.switchboard;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Which package may know which. */
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

}
