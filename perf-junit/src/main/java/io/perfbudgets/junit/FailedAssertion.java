package io.perfbudgets.junit;

import io.perfbudgets.judge.Explanation;
import io.perfbudgets.judge.Verdict;

/** A verdict as the error of an assertion; a plain {@link AssertionError} where opentest4j is not on the class path. */
final class FailedAssertion {
    private FailedAssertion() {}

    static AssertionError of(Verdict verdict) {
        try {
            return BudgetFailure.of(verdict);
        } catch (NoClassDefFoundError notThere) {
            return new AssertionError(Explanation.of(verdict));
        }
    }
}
