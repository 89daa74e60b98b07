package io.perfbudgets.gate;

import io.perfbudgets.budget.EditDistance;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Verdict;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Says of a pattern that no subject met it, and what may have been meant. */
final class Unmatched {
    private static final int SHOWN = 4;

    private Unmatched() {}

    static Verdict verdict(Coverage.Unmet unmet, Collection<Subject> observed) {
        Selector pattern = unmet.pattern();
        Subject asWritten = new Subject(pattern.kind(), pattern.toString());
        return Verdict.unmeasured(unmet.budget(), asWritten, reason(pattern, observed));
    }

    private static String reason(Selector pattern, Collection<Subject> observed) {
        String noun = noun(pattern.kind());
        List<String> names = observed.stream()
                .filter(subject -> subject.kind() == pattern.kind())
                .map(Subject::name)
                .toList();
        if (names.isEmpty() && (pattern.kind() == Subject.Kind.PROCESS || pattern.kind() == Subject.Kind.LOAD)) {
            return "perf:probe has not run in this build: add the goal to the plugin's execution";
        }
        if (names.isEmpty()) {
            return "no " + noun + " was observed";
        }
        List<String> matching =
                observed.stream().filter(pattern::matches).map(Subject::name).toList();
        if (!matching.isEmpty()) {
            return "a group above it takes every " + noun + " that it matches: " + listed(matching)
                    + ". Move it up, or take it out";
        }
        String written = pattern.toString();
        List<String> nearestFirst = names.stream()
                .sorted(Comparator.comparingInt((String name) -> EditDistance.between(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return "no " + noun + " matched " + written + "; observed " + (names.size() == 1 ? "was " : "were ")
                + listed(nearestFirst);
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }

    private static String noun(Subject.Kind kind) {
        return switch (kind) {
            case TEST -> "test";
            case REQUEST -> "request";
            case OPERATION -> "operation";
            case PROCESS -> "process";
            case LOAD -> "load";
        };
    }
}
