package io.perfbudgets.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.perfbudgets.junit");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.perfbudgets.junit.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.perfbudgets.junit.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.perfbudgets.junit")
                .check(CLASSES);
    }

    @Test
    void unitsKnowNeitherJUnitNorWhereStatementsComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("..junit.unit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "java.sql..", "javax.sql..", "com.p6spy..", "jakarta..", "org.springframework..")
                .check(CLASSES);
    }

    @Test
    void onlyThePackagesForThemKnowMicrometersContextsAndObservations() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..junit.context..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.context..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..junit.micrometer..", "..junit.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer.observation..", "io.micrometer.core..")
                .check(CLASSES);
    }

    @Test
    void onlyThePackagesForThemKnowSpringAndServlets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..junit.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..junit.spring..", "..junit.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .check(CLASSES);
    }
}
