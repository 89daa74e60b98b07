package io.perfbudgets.maven;

import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.project.MavenProject;

/**
 * Whether a budget is declared in the module's own file. Those in a file that modules share need only be met in one of them.
 *
 * @param name of the module's own file, as origins have it; empty if it has none
 */
record OwnFile(String name) implements Predicate<Origin> {
    /** @param files the budget files in force, nearest first */
    static OwnFile of(MavenProject module, List<Path> files) {
        boolean has = !files.isEmpty()
                && module.getBasedir().toPath().equals(files.get(0).getParent());
        return new OwnFile(has ? BudgetFiles.nameOf(files.get(0), files) : "");
    }

    @Override
    public boolean test(Origin origin) {
        return !name.isEmpty() && origin.file().equals(name);
    }
}
