package io.perfbudgets.junit;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.junit.extension.Iterations;
import io.perfbudgets.junit.extension.References;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.unit.RunningTests;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/** One execution of a {@link PerfTest}: which iterations it takes, and their judgement with the last one. */
final class PerfTestRun {
    private final ExtensionContext template;
    private final TestBudgets budgets;
    private final Iterations iterations;
    /** The iteration whose body runs now. */
    private final AtomicReference<ExtensionContext> current;

    private final Profiled profiled;
    private Map<Budget, LatencyJudgement> decided = Map.of();
    private int given;
    /** How many iterations ran to be profiled, after all that are judged. */
    private int profiledIterations;

    private boolean profiling;
    private boolean over;

    private PerfTestRun(
            ExtensionContext template,
            TestBudgets budgets,
            Iterations iterations,
            AtomicReference<ExtensionContext> current) {
        this.current = current;
        this.template = template;
        this.budgets = budgets;
        this.iterations = iterations;
        this.profiled = Profiled.begin(PerfExtension.session(template), budgets.test());
    }

    /** Begins the test that {@code template} is of. */
    static PerfTestRun begin(ExtensionContext template) {
        TestBudgets budgets = PerfExtension.budgets(template);
        Session session = PerfExtension.session(template);
        Method method = template.getRequiredTestMethod();
        PerfTest settings = Annotated.find(method, PerfTest.class)
                .orElseThrow(() -> new ExtensionConfigurationException("@PerfTest is missing on " + method));
        if (settings.maxIterations() < 1) {
            throw refused(budgets, "maxIterations must be at least 1, not " + settings.maxIterations());
        }
        AtomicReference<ExtensionContext> current = new AtomicReference<>(template);
        Iterations iterations = new Iterations(
                RunningTests.begin(budgets.test(), budgets.acceptedQueries(session.moduleBudgets())),
                budgets.latency(),
                budgets.leastValues(),
                new References(template.getRequiredTestClass(), () -> Objects.requireNonNull(current.get())
                        .getRequiredTestInstance()),
                session,
                maxNanos(settings, budgets, session),
                settings.maxIterations());
        budgets.prepare(iterations.test(), session);
        RecordedPlan.of(template).ifPresent(recorded -> iterations.test().keepOrder());
        PerfTestRun run = new PerfTestRun(template, budgets, iterations, current);
        template.getStore(PerfExtension.NAMESPACE).put(PerfTestRun.class, run);
        session.started(budgets.test().name());
        return run;
    }

    private static long maxNanos(PerfTest settings, TestBudgets budgets, Session session) {
        try {
            return settings.maxTime().isEmpty() ? session.maxNanos() : Dimension.DURATION.parse(settings.maxTime());
        } catch (InvalidAmountException invalid) {
            throw refused(budgets, "maxTime: " + invalid.getMessage());
        }
    }

    private static ExtensionConfigurationException refused(TestBudgets budgets, String problem) {
        return new ExtensionConfigurationException(
                "@PerfTest on " + budgets.test().name() + " " + problem);
    }

    /** The run that {@code iteration} is part of, if it is the invocation of a {@link PerfTest}. */
    static @Nullable PerfTestRun of(ExtensionContext iteration) {
        return iteration.getStore(PerfExtension.NAMESPACE).get(PerfTestRun.class, PerfTestRun.class);
    }

    TestBudgets budgets() {
        return budgets;
    }

    /** Whether another iteration is asked for. None is after one whose body was not reached. */
    boolean wantsMore() {
        if (!over && given > iterations.ran() + profiledIterations) {
            stop();
        }
        return !over && (profiling || iterations.wantsMore());
    }

    /** One more iteration is about to begin. */
    void given() {
        given++;
    }

    /** Runs the body of an iteration; the last one fails if a budget is broken. */
    void iterate(Invocation<@Nullable Void> body, MeasuredTest iteration) throws Throwable {
        current.set(iteration.context());
        try {
            if (profiling) {
                profiledIterations++;
                Profiled.observe(iterations.test(), body::proceed);
            } else {
                iterations.run(body::proceed);
            }
        } catch (Throwable failure) {
            over = true;
            PerfExtension.judge(iteration, iterations.test(), decided, failure, profiled);
        }
        if (profiling ? !profiled.wantsMore() : !iterations.wantsMore() && !goesOnToBeProfiled(iteration)) {
            over = true;
            PerfExtension.judge(iteration, iterations.test(), decided, null, profiled);
        }
    }

    /** A broken one takes further iterations, which nothing but its profile is made of. */
    private boolean goesOnToBeProfiled(MeasuredTest iteration) {
        decided = iterations.decided();
        profiling = profiled.beginAfter(budgets.judge(
                iterations.test().measurements(Capture.used()),
                decided,
                iteration.session().rules(1)));
        return profiling;
    }

    /** Ends it after an iteration that failed outside of its body, and so tells its failure itself. */
    void stop() {
        if (!over) {
            over = true;
            PerfExtension.record(new MeasuredTest(template, budgets, this), iterations.test(), decided, profiled);
        }
    }
}
