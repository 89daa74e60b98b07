package io.perfbudgets.junit;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Policy;
import io.perfbudgets.budget.Reaction;
import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** All verdicts of a test that fail it, as one error; those that only warn are logged. */
final class BudgetFailure {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");

    private BudgetFailure() {}

    static Optional<AssertionFailedError> of(List<Verdict> verdicts, Policy policy) {
        List<Verdict> failing = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            switch (reaction(verdict, policy)) {
                case WARN -> LOG.log(System.Logger.Level.WARNING, Explanation.of(verdict));
                case FAIL -> failing.add(verdict);
                case IGNORE -> {}
            }
        }
        return failing.isEmpty() ? Optional.empty() : Optional.of(error(failing));
    }

    /** One verdict as an error, whatever the policy. */
    static AssertionError of(Verdict verdict) {
        return error(List.of(verdict));
    }

    private static Reaction reaction(Verdict verdict, Policy policy) {
        return switch (verdict.outcome()) {
            case WITHIN -> Reaction.IGNORE;
            case BREACHED -> Reaction.FAIL;
            case UNDECIDED -> policy.onUndecided();
            case UNMEASURED -> policy.onUnmeasured();
        };
    }

    private static AssertionFailedError error(List<Verdict> failing) {
        AssertionFailedError error =
                new AssertionFailedError(Explanation.of(failing), list(failing, true), list(failing, false));
        error.setStackTrace(new StackTraceElement[0]); // our own frames; the text names the lines that matter
        return error;
    }

    private static String list(List<Verdict> failing, boolean expected) {
        return failing.stream()
                .map(verdict -> {
                    String what = verdict.subject().shortName() + " "
                            + verdict.budget().metric() + " ";
                    return expected
                            ? what
                                    + bound(verdict.budget().metric())
                                    + verdict.budget().limit()
                            : what + verdict.observed().map(Object::toString).orElse(outcome(verdict.outcome()));
                })
                .collect(Collectors.joining("\n"));
    }

    private static String bound(Metric metric) {
        return metric == Metric.QUERIES_EXACTLY ? "exactly " : "at most ";
    }

    private static String outcome(Outcome outcome) {
        return outcome == Outcome.UNMEASURED ? "not measured" : "undecided";
    }
}
