package io.perfbudgets;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.perfbudgets");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.perfbudgets.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void arrowsRunFromWhatIsExplainedToWhatIsDeclared() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.perfbudgets..")
                .layer("budget")
                .definedBy("io.perfbudgets.budget..")
                .layer("sql")
                .definedBy("io.perfbudgets.sql..")
                .layer("plan")
                .definedBy("io.perfbudgets.plan..")
                .layer("recorded")
                .definedBy("io.perfbudgets.recorded..")
                .layer("measure")
                .definedBy("io.perfbudgets.measure..")
                .layer("judge")
                .definedBy("io.perfbudgets.judge..")
                .layer("results")
                .definedBy("io.perfbudgets.results..")
                .layer("gate")
                .definedBy("io.perfbudgets.gate..")
                .layer("compare")
                .definedBy("io.perfbudgets.compare..")
                .layer("prove")
                .definedBy("io.perfbudgets.prove..")
                .whereLayer("prove")
                .mayOnlyAccessLayers("budget", "measure", "sql", "judge", "gate")
                .whereLayer("compare")
                .mayOnlyAccessLayers("budget", "measure", "judge")
                .whereLayer("gate")
                .mayOnlyAccessLayers("budget", "measure", "plan", "sql", "judge", "results", "compare")
                .whereLayer("budget")
                .mayNotAccessAnyLayer()
                .whereLayer("sql")
                .mayNotAccessAnyLayer()
                .whereLayer("plan")
                .mayOnlyAccessLayers("budget", "sql")
                .whereLayer("recorded")
                .mayOnlyAccessLayers("budget")
                .whereLayer("measure")
                .mayOnlyAccessLayers("budget", "plan", "sql")
                .whereLayer("judge")
                .mayOnlyAccessLayers("budget", "measure", "plan", "sql", "recorded")
                .whereLayer("results")
                .mayOnlyAccessLayers("budget", "measure", "plan", "sql", "judge")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CORE);
    }

    @Test
    void knowsNoTestFrameworkNoDatabaseNoBuildToolAndNoHttp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..",
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.maven..",
                        "java.net.http..",
                        "com.sun.net.httpserver..",
                        "jakarta.servlet..",
                        "javax.servlet..",
                        "org.springframework..")
                .check(CORE);
    }
}
