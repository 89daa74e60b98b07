package io.perfbudgets.junit;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.results.ResultRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dynamic tests of one factory, which are its iterations. Counts are judged with each of them, latency over all of
 * them when the factory is done: a dynamic test cannot be run twice. Thread-safe.
 */
final class FactoryRun {
    private final TestBudgets budgets;
    private final SubjectRecorder recorder;
    private final List<Verdict> verdicts = new ArrayList<>();

    FactoryRun(TestBudgets budgets) {
        this.budgets = budgets;
        this.recorder = new SubjectRecorder(budgets.test(), budgets.test().name(), Instant.now());
    }

    /** Takes in what one dynamic test came to, the factory's own subject first; the rest is handed back to be written. */
    synchronized List<ResultRecord> add(List<ResultRecord> dynamicTest) {
        ResultRecord own = dynamicTest.get(0);
        recorder.add(own.measurement());
        verdicts.addAll(own.verdicts());
        return dynamicTest.subList(1, dynamicTest.size());
    }

    /** What is still to be judged: latency, and everything if there was no dynamic test at all. */
    List<Verdict> judge(LatencyRules rules) {
        Measurement all = recorder.measurement();
        List<Verdict> judged = new ArrayList<>();
        if (all.units() == 0) {
            judged.addAll(budgets.judge(List.of(all), Map.of(), rules));
        }
        for (Budget budget : budgets.latency()) {
            judged.add(Judge.judge(budget, all, rules));
        }
        return judged;
    }

    /** The factory as one finished subject. */
    synchronized ResultRecord result(List<Verdict> judgedLast) {
        List<Verdict> all = new ArrayList<>(verdicts);
        all.addAll(judgedLast);
        return new ResultRecord(recorder.measurement(), all);
    }
}
