package io.perfbudgets.junit.load;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.SteadyState;
import io.perfbudgets.junit.extension.Machine;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.SubjectRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The runs of one load, as many as its budgets take: until there are enough values for a first look, and if that does not
 * find all budgets kept, until there are three runs that took two seconds together. Used by one thread, the test's.
 */
public final class LoadSeries {
    private static final int FEWEST_RUNS = 3;
    private static final long WARM_UP_SLICE = 100_000_000;
    private static final int WARM_UP_SHARE = 5;
    private static final int MOST_WARM_UP_VALUES = 20_000;

    private final RunningTest test;
    private final LoadPlan plan;
    private final List<Budget> budgets;
    private final Session session;
    private final LatencyRules rules;
    private final SubjectRecorder undisturbed;
    private final LoadFailures failures;
    private long setAside;
    private int runs;

    /** @param budgets what is judged by statistics: latencies, error rate, throughput */
    public LoadSeries(RunningTest test, LoadPlan plan, List<Budget> budgets, Session session) {
        this.test = test;
        this.plan = plan;
        this.budgets = budgets;
        this.session = session;
        this.undisturbed = recorder();
        this.failures = new LoadFailures(test.subject());
        LatencyRules one = session.rules(budgets.size());
        // Two looks may find a budget kept.
        this.rules = one.withWithinConfidence(1 - (1 - one.withinConfidence()) / 2);
    }

    private SubjectRecorder recorder() {
        return new SubjectRecorder(test.subject(), test.subject().name(), Instant.now());
    }

    /**
     * Runs the body once on the calling thread, then under load.
     *
     * @param first the framework's own call of the body
     * @param again calls the body anew, on any thread
     * @return what was decided of each latency budget
     * @throws LoadFailedError if requests failed and no budget says how many may
     * @throws Throwable what the first call threw
     */
    public Map<Budget, LatencyJudgement> run(Units.Body first, Units.Body again) throws Throwable {
        test.timed(false);
        Units.iterate(test, first);
        Units.Body body = withContext(again);
        warmUp(body);
        long begun = System.nanoTime();
        boolean errorsBudgeted =
                budgets.stream().anyMatch(budget -> budget.metric().judging() == Judging.SHARE);
        Machine machine = session.machine();
        do {
            boolean before = machine.isDisturbed();
            LoadGenerator.Result result = LoadGenerator.run(test, plan, body, true);
            boolean after = machine.isDisturbed();
            add(result, before || after);
            if (failures.count() > 0 && !errorsBudgeted) {
                throw new LoadFailedError(load(), failures);
            }
        } while (wantsMore() && System.nanoTime() - begun < session.maxNanos());
        if (test.strayFailures() > failures.count()) {
            throw new LoadFailedError(load(), test.strayFailures() - failures.count());
        }
        return decided();
    }

    /** The first failure of each kind. */
    public List<Throwable> failures() {
        return failures.first();
    }

    private void add(LoadGenerator.Result result, boolean disturbed) {
        runs++;
        failures.addAll(result.failures());
        LoadRun load = result.load();
        SubjectRecorder observed = recorder();
        observed.addUnits(0, 0, result.latencies());
        if (disturbed) {
            setAside += result.latencies().count();
            load = new LoadRun(
                    load.scenario(),
                    load.requests(),
                    load.failed(),
                    Pace.NONE,
                    load.generatorNanos(),
                    load.busyNanos(),
                    load.failures());
        } else {
            undisturbed.addUnits(0, 0, result.latencies());
        }
        undisturbed.addLoad(load);
        observed.addLoad(load);
        test.merge(observed.measurement());
    }

    private LoadRun load() {
        return undisturbed.measurement().load().orElseThrow();
    }

    private boolean wantsMore() {
        if (budgets.isEmpty()) {
            return false;
        }
        Measurement sofar = undisturbed.measurement();
        long values = sofar.latencies().count();
        if (budgets.stream().anyMatch(budget -> values < Judge.fewestValues(budget, rules))) {
            return true;
        }
        // An error rate asks for a number of requests, however long they took.
        boolean enough = runs >= FEWEST_RUNS
                && load().pace().nanos() >= rules.floorTime().toNanos();
        return !enough && !allKept(sofar);
    }

    private boolean allKept(Measurement sofar) {
        return budgets.stream()
                .allMatch(budget -> budget.metric().judging() == Judging.DISTRIBUTION
                        ? Judge.latency(budget, sofar, rules, setAside) instanceof LatencyJudgement.Within
                        : Judge.judge(budget, sofar, rules).outcome() == Outcome.WITHIN);
    }

    private Map<Budget, LatencyJudgement> decided() {
        Measurement all = undisturbed.measurement();
        Map<Budget, LatencyJudgement> decided = new LinkedHashMap<>();
        budgets.stream()
                .filter(budget -> budget.metric().judging() == Judging.DISTRIBUTION)
                .forEach(budget -> decided.put(budget, Judge.latency(budget, all, rules, setAside)));
        return decided;
    }

    private void warmUp(Units.Body body) throws InterruptedException {
        OptionalLong fixed = plan.warmUpNanos();
        if (fixed.isPresent()) {
            if (fixed.getAsLong() > 0) {
                LoadGenerator.run(test, plan.lasting(fixed.getAsLong()), body, false);
            }
            return;
        }
        long most = session.maxNanos() / WARM_UP_SHARE;
        SteadyState steady = new SteadyState(
                Duration.ofNanos(2 * WARM_UP_SLICE),
                Duration.ofNanos(most).multipliedBy(plan.concurrency()),
                MOST_WARM_UP_VALUES);
        long begun = System.nanoTime();
        while (!steady.isOver() && System.nanoTime() - begun < most) {
            Latencies slice = LoadGenerator.run(test, plan.lasting(Math.min(most, WARM_UP_SLICE)), body, false)
                    .latencies();
            for (long nanos : slice.ordered()) {
                steady.add(nanos);
            }
        }
    }

    private static Units.Body withContext(Units.Body body) {
        List<Runnable> captured = LoadContexts.capture();
        return captured.isEmpty()
                ? body
                : () -> {
                    captured.forEach(Runnable::run);
                    body.run();
                };
    }
}
