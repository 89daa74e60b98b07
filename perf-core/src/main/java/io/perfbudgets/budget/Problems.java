package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Place;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong in budget files, so that a user mends all of it in one go. Not thread-safe. */
final class Problems {
    /** More would not be read, and a damaged file can have one on each line. */
    private static final int MOST = 50;

    /** Control and formatting characters, line and paragraph separators. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Set<BudgetFileProblem> found = new LinkedHashSet<>();

    void add(String file, Place place, String what, String fix) {
        add(new BudgetFileProblem(file, place.line(), place.column(), what, fix));
    }

    void add(BudgetFileProblem problem) {
        if (found.size() < MOST) {
            found.add(problem);
        }
    }

    boolean areNone() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new BudgetFileException(List.copyOf(found));
        }
    }

    /** Names the nearest known key, or all of them where none is near. */
    static String knownKeys(String unknown, Collection<String> known) {
        return EditDistance.nearest(unknown, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElseGet(() -> "Known here: " + String.join(", ", known));
    }

    /** Whether {@code text} can stand in a message as it is, in one line and in the order in which it is written. */
    static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    /** A text of the user's, as it may stand in a message: short and on one line. */
    static String shortened(String text) {
        String printable = printable(text);
        return printable.length() <= 60 ? printable : printable.substring(0, 57) + "...";
    }
}
