package io.perfbudgets.budget;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the budget files of a project. */
public final class BudgetFiles {
    /** The name of a budget file. */
    public static final String NAME = "budgets.yaml";

    private static final List<String> ROOT_MARKS = List.of(".git", ".mvn");
    private static final List<String> PROJECT_MARKS =
            List.of(NAME, "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

    private BudgetFiles() {}

    /**
     * The {@code budgets.yaml} files from the folder {@code start} up to the project's root, nearest first; empty if
     * there are none. The root is the nearest folder that holds {@code .git} or {@code .mvn}; where no folder does, the
     * last one on the way up before a folder that holds no build file.
     *
     * @throws BudgetFileException if a folder on the way holds a {@code budgets.yml}, which would go unread
     */
    public static List<Path> find(Path start) {
        List<Path> found = new ArrayList<>();
        Problems problems = new Problems();
        for (Path folder : upToRoot(absolute(start))) {
            Path file = folder.resolve(NAME);
            if (Files.isRegularFile(file)) {
                found.add(file);
            }
            Path misnamed = folder.resolve("budgets.yml");
            if (Files.isRegularFile(misnamed)) {
                problems.add(new BudgetFileProblem(misnamed.toString(), 0, 0, "not read", "Rename it to " + NAME));
            }
        }
        problems.throwIfAny();
        return List.copyOf(found);
    }

    /** The project's root, seen from the folder {@code start}: the last one in which {@link #find} looks. */
    public static Path rootOf(Path start) {
        List<Path> folders = upToRoot(absolute(start));
        return folders.get(folders.size() - 1);
    }

    /**
     * What messages and origins call {@code file}: its path below the folder of the outermost of {@code nearestFirst}.
     *
     * @param nearestFirst the files as {@link #find} gives them, at least one
     */
    public static String nameOf(Path file, List<Path> nearestFirst) {
        Path outermost = absolute(nearestFirst.get(nearestFirst.size() - 1));
        return outermost
                .resolveSibling("")
                .relativize(absolute(file))
                .toString()
                .replace('\\', '/');
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private static List<Path> upToRoot(Path start) {
        List<Path> folders = new ArrayList<>();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            folders.add(folder);
        }
        for (int i = 0; i < folders.size(); i++) {
            if (holdsAny(folders.get(i), ROOT_MARKS)) {
                return folders.subList(0, i + 1);
            }
        }
        int last = 0;
        while (last + 1 < folders.size() && holdsAny(folders.get(last + 1), PROJECT_MARKS)) {
            last++;
        }
        return folders.subList(0, last + 1);
    }

    private static boolean holdsAny(Path folder, List<String> names) {
        for (String name : names) {
            if (Files.exists(folder.resolve(name))) {
                return true;
            }
        }
        return false;
    }
}
