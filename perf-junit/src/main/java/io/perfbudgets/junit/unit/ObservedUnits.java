package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;

/** What one iteration and its requests came to that are looked at and not recorded. Thread-safe. */
final class ObservedUnits {
    private final List<UnitStatements> requests = new ArrayList<>();
    private UnitStatements iteration = UnitStatements.NONE;

    synchronized void add(Subject of, UnitResult result) {
        switch (of.kind()) {
            case TEST -> iteration = result.statements();
            case REQUEST -> requests.add(result.statements());
            default -> {} // part of one of the others
        }
    }

    /** Those of the request if there was one; else all of the iteration. */
    synchronized UnitStatements statements() {
        return requests.size() == 1 ? requests.get(0) : iteration;
    }
}
