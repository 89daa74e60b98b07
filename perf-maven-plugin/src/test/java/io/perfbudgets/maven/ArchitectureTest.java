package io.perfbudgets.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.perfbudgets.maven");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.perfbudgets.(maven..)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void reportsExportsAndTheHistoryKnowNothingOfMavenAndOfNoGoal() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..maven.report..",
                        "..maven.export..",
                        "..maven.history..",
                        "..maven.against..",
                        "..maven.imports..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "io.perfbudgets.maven", "io.perfbudgets.maven.help")
                .check(CLASSES);
    }
}
