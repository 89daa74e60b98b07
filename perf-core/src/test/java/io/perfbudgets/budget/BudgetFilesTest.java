package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetFilesTest {
    @TempDir
    Path folder;

    @Test
    void findsFilesFromTheModuleUpToTheRootNearestFirst() throws IOException {
        Path root = file("project/budgets.yaml");
        file("project/.mvn/jvm.config");
        file("project/pom.xml");
        Path module = file("project/services/orders/budgets.yaml");

        assertThat(BudgetFiles.find(folder.resolve("project/services/orders"))).containsExactly(module, root);
    }

    @Test
    void looksNoFurtherThanTheFolderThatHoldsTheRepository() throws IOException {
        file("budgets.yaml");
        Path root = file("project/budgets.yaml");
        file("project/.git");

        assertThat(BudgetFiles.find(folder.resolve("project"))).containsExactly(root);
    }

    @Test
    void withoutARepositoryEndsWhereTheParentIsNoProject() throws IOException {
        file("budgets/budgets.yaml");
        Path root = file("budgets/else/project/budgets.yaml");
        file("budgets/else/project/build.gradle.kts");
        file("budgets/else/project/module/build.gradle.kts");

        assertThat(BudgetFiles.find(folder.resolve("budgets/else/project/module")))
                .containsExactly(root);
    }

    @Test
    void findsNothingWhereThereIsNoFile() throws IOException {
        file("project/pom.xml");

        assertThat(BudgetFiles.find(folder.resolve("project"))).isEmpty();
    }

    @Test
    void refusesToPassOverAFileThatIsMisnamed() throws IOException {
        file("project/budgets.yml");

        assertThatThrownBy(() -> BudgetFiles.find(folder.resolve("project")))
                .isInstanceOf(BudgetFileException.class)
                .hasMessageEndingWith("budgets.yml: not read. Rename it to budgets.yaml");
    }

    @Test
    void tellsTheRootOfTheProject() throws IOException {
        file("project/.git");
        file("project/services/orders/pom.xml");

        assertThat(BudgetFiles.rootOf(folder.resolve("project/services/orders")))
                .isEqualTo(folder.resolve("project"));
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
