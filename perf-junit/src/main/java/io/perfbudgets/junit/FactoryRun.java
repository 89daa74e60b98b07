package io.perfbudgets.junit;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Profile;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.results.ResultRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dynamic tests of one factory, which are its iterations. Counts are judged with each of them, latency over all of
 * them when the factory is done: a dynamic test cannot be run twice. Thread-safe.
 */
final class FactoryRun {
    private final TestBudgets budgets;
    private final Profiled profiled;
    private final SubjectRecorder recorder;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param profiled all of them together */
    FactoryRun(TestBudgets budgets, Profiled profiled) {
        this.budgets = budgets;
        this.profiled = profiled;
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
        Optional<Profile> profile = profiled.of(judged);
        profile.ifPresent(this::add);
        return profile.map(found -> Profiled.explained(judged, found)).orElse(judged);
    }

    private synchronized void add(Profile profile) {
        recorder.add(new SubjectRecorder(budgets.test(), budgets.test().name(), Instant.now())
                .measurement()
                .withProfile(profile));
    }

    /** The factory as one finished subject. */
    synchronized ResultRecord result(List<Verdict> judgedLast) {
        List<Verdict> all = new ArrayList<>(verdicts);
        all.addAll(judgedLast);
        return new ResultRecord(recorder.measurement(), all);
    }
}
