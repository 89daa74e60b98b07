package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.recorded.RecordedDiff;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges whether a test ran what is recorded of it, statement by statement. */
final class RecordJudge {
    private static final String FIX =
            "Fix: if that is meant, record it anew with -Dperf.recorded=update and review the change of the file.";

    private RecordJudge() {}

    /** @param where the file, and the line if the test stands in it */
    static Verdict judge(Budget budget, Measurement measurement, RecordedDiff diff, String where) {
        Optional<String> missing = ExactJudge.missing(Metric.QUERIES, measurement);
        if (missing.isPresent()) {
            return new Verdict(
                    budget,
                    measurement.subject(),
                    Outcome.UNMEASURED,
                    Optional.empty(),
                    missing.get(),
                    Optional.of(measurement));
        }
        boolean same = diff.changes() == 0;
        return new Verdict(
                budget,
                measurement.subject(),
                same ? Outcome.WITHIN : Outcome.BREACHED,
                Optional.of(Amount.count(diff.changes())),
                same ? "as recorded in " + where : broken(diff, where),
                Optional.of(measurement));
    }

    private static String broken(RecordedDiff diff, String where) {
        return diff.lines().stream()
                .collect(Collectors.joining("\n", "ran other statements than recorded in " + where + "\n", "\n" + FIX));
    }
}
