package io.perfbudgets.junit;

import io.perfbudgets.budget.Allowance;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.budget.QueryAllowances;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.load.LoadPlan;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The budgets of one test: those of its annotations, and for metrics that these leave open those of the budget files. The
 * files' budgets hold for the test as a whole; what they say of requests and operations is judged over the whole build.
 *
 * @param declared by annotations
 * @param fromFiles by {@code tests:} and {@code sql:} in the budget files
 * @param load the load that the test is to be under, if it is
 */
record TestBudgets(Subject test, List<DeclaredBudget> declared, List<Budget> fromFiles, Optional<LoadPlan> load) {
    /** So many decide what is allocated, should they all be on one side of the limit or most of them. */
    private static final int WARM_UNITS = 20;

    static TestBudgets of(Subject test, List<DeclaredBudget> declared, Budgets files, Optional<LoadPlan> load) {
        List<Budget> open = new ArrayList<>();
        for (Budget budget : files.budgetsFor(test)) {
            if (declared.stream().noneMatch(own -> own.metric().replaces(budget.metric()))) {
                open.add(budget);
            }
        }
        return new TestBudgets(test, declared, open, load);
    }

    boolean isEmpty() {
        return declared.isEmpty() && fromFiles.isEmpty();
    }

    boolean hasTransaction() {
        return have(Metric.TRANSACTION);
    }

    /** What its body is repeated for with looks at what is alive in between. */
    List<Budget> heap() {
        return all(TestBudgets::isHeaps);
    }

    private static boolean isHeaps(Metric metric) {
        return switch (metric) {
            case RETAINED, PEAK_HEAP, MEMORY_GROWTH, THREADS -> true;
            default -> false;
        };
    }

    /** How many values of a warm JVM its repetition has to take at least. */
    int leastValues() {
        return have(Metric.ALLOCATION) ? WARM_UNITS : 0;
    }

    /** Has {@code test} look at what its budgets, or those of requests and operations in the files, are about. */
    void prepare(RunningTest test, Session session) {
        Budgets files = session.moduleBudgets();
        session.sabotage(test, all(metric -> true));
        if (have(Metric.ALLOCATION) || files.mention(Metric.ALLOCATION)) {
            test.askForAllocation();
        }
        if (have(Metric.RESPONSE_SIZE) || files.mention(Metric.RESPONSE_SIZE)) {
            test.askForResponseSize();
        }
    }

    /** Whether an annotation sets one. */
    boolean areDeclaredFor(Metric metric) {
        for (DeclaredBudget budget : declared) {
            if (budget.metric() == metric) {
                return true;
            }
        }
        return false;
    }

    private boolean have(Metric metric) {
        if (areDeclaredFor(metric)) {
            return true;
        }
        for (Budget budget : fromFiles) {
            if (budget.metric() == metric) {
                return true;
            }
        }
        return false;
    }

    /** What the annotations accept of one kind. */
    <A extends Allowance> List<A> allowances(Class<A> kind) {
        List<A> allowances = new ArrayList<>();
        for (DeclaredBudget budget : declared) {
            for (Allowance allowance : budget.allowances()) {
                if (kind.isInstance(allowance)) {
                    allowances.add(kind.cast(allowance));
                }
            }
        }
        return allowances;
    }

    /** The repeated queries that are accepted in the test. */
    QueryAllowances acceptedQueries(Budgets files) {
        return new QueryAllowances(allowances(QueryAllowance.class), files.queryAllowances());
    }

    /** What the repetition of the body has to decide. */
    List<Budget> latency() {
        return all(Metric::isLatency);
    }

    /** What a load has to decide. */
    List<Budget> underLoad() {
        return all(metric -> metric.isLatency() || isLoads(metric));
    }

    /** On latencies that were not decided because the test failed before. */
    List<Verdict> undecided(Map<Budget, LatencyJudgement> decided, Measurement own) {
        return latency().stream()
                .filter(budget -> own.failed() > 0 && !decided.containsKey(budget))
                .map(budget -> new Verdict(
                        budget,
                        test,
                        Outcome.UNMEASURED,
                        Optional.empty(),
                        "too few values were taken before that",
                        Optional.of(own)))
                .toList();
    }

    private List<Budget> all(Predicate<Metric> about) {
        List<Budget> all = new ArrayList<>();
        for (DeclaredBudget budget : declared) {
            if (about.test(budget.metric())) {
                all.add(budget.on(test));
            }
        }
        for (Budget budget : fromFiles) {
            if (about.test(budget.metric())) {
                all.add(budget);
            }
        }
        return all;
    }

    private static boolean isLoads(Metric metric) {
        return metric.judging() == Judging.SHARE || metric.judging() == Judging.PACE;
    }

    /**
     * Judges what was observed.
     *
     * @param measurements the test's own, then those of its requests and operations
     * @param decided on latencies, while they were measured
     */
    List<Verdict> judge(List<Measurement> measurements, Map<Budget, LatencyJudgement> decided, LatencyRules rules) {
        Measurement own = measurements.get(0);
        List<Verdict> verdicts = new ArrayList<>();
        decided.forEach((budget, judgement) -> verdicts.add(Judge.judge(budget, own, judgement)));
        List<Measurement> requests = new ArrayList<>();
        for (Measurement each : measurements) {
            if (each.subject().kind() == Subject.Kind.REQUEST) {
                requests.add(each);
            }
        }
        for (DeclaredBudget budget : declared) {
            if (isLoads(budget.metric())) {
                verdicts.add(Judge.judge(budget.on(test), own, rules));
            } else if (!budget.metric().isLatency() && !isHeaps(budget.metric())) {
                verdicts.addAll(judgeCount(budget, own, requests, rules));
            }
        }
        for (Budget budget : fromFiles) {
            if (!budget.metric().isLatency() && !isHeaps(budget.metric()) && asksFor(budget, own)) {
                verdicts.add(Judge.judge(budget, own, rules));
            }
        }
        return verdicts;
    }

    /** What {@code sql:} says holds for whatever SQL there is; it does not ask a test to run any. */
    private static boolean asksFor(Budget budget, Measurement own) {
        return !budget.origin().declaration().startsWith("sql.")
                || own.worstUnit().count() > 0
                || own.worst(Metric.CONNECTIONS) > 0
                || !own.unattributed().isEmpty();
    }

    private static List<Verdict> judgeCount(
            DeclaredBudget budget, Measurement own, List<Measurement> requests, LatencyRules rules) {
        boolean perRequest = budget.per() == Per.REQUEST || (budget.per() == Per.AUTO && !requests.isEmpty());
        if (!perRequest) {
            return List.of(Judge.judge(budget.on(own.subject()), own, rules));
        }
        if (requests.isEmpty()) {
            return List.of(Verdict.unmeasured(
                    budget.on(own.subject()),
                    own.subject(),
                    "the test caused no request that was handled in this JVM: under Spring Boot the filter is there by"
                            + " itself, elsewhere add PerfServletFilter or PerfHttpServerFilter to the server"));
        }
        return requests.stream()
                .map(request -> Judge.judge(budget.on(request.subject()), request, rules))
                .toList();
    }
}
