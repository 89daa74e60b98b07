package io.perfbudgets.prove;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Proofs for people. */
public final class ProofText {
    private static final String WHAT_TO_DO =
            "An empty budget passes whatever its code does. mvn perf:doctor says what is captured in this module and what is"
                    + " not; correct the budget's pattern, have the DataSource captured, or take the budget out";

    private ProofText() {}

    /** How many of each. */
    public static String headline(Proofs proofs) {
        return "Sabotaged budgets of " + proofs.name() + ": " + counts(proofs);
    }

    private static String counts(Proofs proofs) {
        String counts = Stream.of(Proof.State.PROVED, Proof.State.NOT_PROVED, Proof.State.EMPTY)
                .filter(state -> !proofs.of(state).isEmpty())
                .map(state ->
                        String.format(Locale.ROOT, "%,d %s", proofs.of(state).size(), word(state)))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "none" : counts;
    }

    /** One line for each budget, the gravest first. */
    public static List<String> lines(Proofs proofs) {
        return proofs.all().stream()
                .map(proof -> String.format(Locale.ROOT, "%-10s  %s", word(proof.state()), line(proof)))
                .toList();
    }

    /** Why the goal fails and what to do; empty if it does not. */
    public static String failure(Proofs proofs) {
        List<Proof> empty = proofs.of(Proof.State.EMPTY);
        if (empty.isEmpty()) {
            return "";
        }
        List<String> text = new ArrayList<>();
        text.add(String.format(
                Locale.ROOT,
                "%,d of %,d budgets of %s %s empty:",
                empty.size(),
                proofs.all().size(),
                proofs.name(),
                empty.size() == 1 ? "is" : "are"));
        empty.forEach(proof -> text.add("  " + line(proof)));
        text.add(WHAT_TO_DO);
        return String.join("\n", text);
    }

    static String word(Proof.State state) {
        return switch (state) {
            case PROVED -> "proved";
            case NOT_PROVED -> "not proved";
            case EMPTY -> "empty";
        };
    }

    private static String line(Proof proof) {
        Verdict verdict = proof.verdict();
        Budget budget = verdict.budget();
        String what = verdict.subject().shortName().replaceAll("\\p{Cntrl}", "?") + " " + budget.name() + ", "
                + (budget.metric().isMinimum() ? "at least " : "at most ") + budget.limit() + " (" + budget.origin()
                + "): ";
        String by = proof.injected().isEmpty() ? "" : "with " + proof.injected();
        if (proof.state() == Proof.State.PROVED) {
            return what + verdict.observed().map(Amount::toString).orElse("broken") + " " + by;
        }
        return what + proof.reason() + (by.isEmpty() ? "" : ", " + by);
    }
}
