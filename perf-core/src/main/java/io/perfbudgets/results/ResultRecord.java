package io.perfbudgets.results;

import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.List;

/**
 * One finished subject: what was observed of it, and the verdicts that were already reached on it in the test JVM.
 *
 * @param measurement what was observed
 * @param verdicts on this measurement, by budgets declared at the test
 */
public record ResultRecord(Measurement measurement, List<Verdict> verdicts) {
    public ResultRecord {
        verdicts = List.copyOf(verdicts);
    }
}
