package io.perfbudgets.probe;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.ColdStart;
import io.perfbudgets.judge.FewValues;
import io.perfbudgets.judge.ProcessJudge;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Series;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.probe.jvm.StartPhases;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found of the application itself, metric by metric, until it is recorded. Not thread-safe. */
final class Findings {
    private final Subject subject;
    private final double confidence;
    private final Map<Metric, Budget> budgets = new EnumMap<>(Metric.class);
    private final Map<Metric, Sizes> sizes = new EnumMap<>(Metric.class);
    private final Map<Metric, Verdict> verdicts = new EnumMap<>(Metric.class);
    private final List<ColdStart> starts = new ArrayList<>();
    private Optional<StartPhases> phases = Optional.empty();
    private final SubjectRecorder recorder;
    private String missing = "it was not measured";

    /** Observations of one size and where they come from. */
    record Sizes(List<Long> observed, String how) {
        static Sizes of(long[] bytes, String how) {
            return new Sizes(Arrays.stream(bytes).boxed().toList(), how);
        }

        long[] bytes() {
            return observed.stream().mapToLong(Long::longValue).toArray();
        }
    }

    Findings(ProcessPlan plan, Budgets declared) {
        this.subject = plan.subject();
        this.confidence = declared.policy().confidence().value() / 1e6;
        this.recorder = new SubjectRecorder(subject, "", Instant.now());
        declared.budgetsFor(subject).forEach(budget -> budgets.put(budget.metric(), budget));
    }

    double confidence() {
        return confidence;
    }

    boolean isBudgeted(Metric metric) {
        return budgets.containsKey(metric);
    }

    Optional<Budget> budget(Metric metric) {
        return Optional.ofNullable(budgets.get(metric));
    }

    /** The rule for cold starts; empty where no budget asks for one. */
    Optional<FewValues> startupRule(int starts) {
        return budget(Metric.STARTUP).map(budget -> new FewValues(budget.limit().value(), starts, confidence));
    }

    void started(ColdStart start) {
        starts.add(start);
        recorder.add(new UnitResult(start.nanos(), UnitStatements.NONE, List.of(), false), true);
    }

    List<ColdStart> starts() {
        return starts;
    }

    /** Where the time of the last start went. */
    void phases(StartPhases found) {
        phases = Optional.of(found);
    }

    Optional<StartPhases> phases() {
        return phases;
    }

    /** Whether {@code rule} calls for one more start. */
    boolean wantsMore(FewValues rule) {
        long limit = budget(Metric.STARTUP).orElseThrow().limit().value();
        long doubtful = starts.stream().filter(start -> start.isDoubtful(limit)).count();
        return rule.wantsMore(starts.stream().mapToLong(ColdStart::nanos).toArray(), Math.toIntExact(doubtful));
    }

    void size(Metric metric, long[] bytes, String how) {
        sizes.put(metric, Sizes.of(bytes, how));
    }

    Map<Metric, Sizes> sizes() {
        return sizes;
    }

    void verdict(Verdict verdict) {
        verdicts.put(verdict.budget().metric(), verdict);
    }

    /** What was watched over time. */
    void watched(Series series) {
        recorder.addSeries(series);
    }

    /** Why everything that is not found yet will not be. */
    void missing(String reason) {
        missing = reason;
    }

    /** Without verdicts on it, as far as it was observed. */
    Measurement measurement() {
        return recorder.measurement();
    }

    /** All of it with a verdict on every budget. */
    ResultRecord record(Optional<FewValues> startupRule) {
        Measurement measurement = measurement();
        String spent = phases.map(StartPhases::toString).orElse("");
        budget(Metric.STARTUP)
                .filter(budget -> !starts.isEmpty())
                .ifPresent(budget -> startupRule.ifPresent(
                        rule -> verdict(ProcessJudge.startup(budget, measurement, starts, rule, spent))));
        sizes.forEach((metric, found) -> budget(metric)
                .ifPresent(budget -> verdict(ProcessJudge.size(budget, measurement, found.bytes(), found.how()))));
        List<Verdict> all = budgets.values().stream()
                .map(budget -> Optional.ofNullable(verdicts.get(budget.metric()))
                        .orElseGet(() -> ProcessJudge.unmeasured(budget, measurement, missing)))
                .toList();
        return new ResultRecord(measurement, all);
    }
}
