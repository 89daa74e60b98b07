package io.perfbudgets.junit;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.extension.References;
import io.perfbudgets.junit.extension.Repetition;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.load.LoadSeries;
import io.perfbudgets.junit.profile.ProfileMode;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Profile;
import io.perfbudgets.results.ResultRecord;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;

/**
 * Measures tests and holds them to their budgets. Every annotation of this package brings it along; with Jupiter's
 * auto-detection of extensions it also measures tests without annotations, for the budgets of {@code budgets.yaml}.
 *
 * <p>With {@code -Dperf.skip} or {@code -Dperf.enabled=false} tests run exactly as without it.
 */
@API(status = API.Status.MAINTAINED, since = "0.1")
public final class PerfExtension implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {
    static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create("io.perfbudgets.junit");

    /** A dynamic test cannot be run again. */
    private static final Units.Body NOTHING = () -> {};

    /** Refuses wrong annotations before anything of the test runs. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (Session.isEnabled()) {
            ProfileMode.refuseUnknown();
            OneCopy.check(context.getRequiredTestClass());
            MeasuredTest.prepare(context);
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        intercept(invocation, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        intercept(invocation, method, context);
    }

    private static void intercept(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!Session.isEnabled()) {
            invocation.proceed();
            return;
        }
        MeasuredTest measured = MeasuredTest.of(context);
        PerfTestRun repeated = measured.repeated();
        if (repeated != null) {
            repeated.iterate(invocation, measured);
            return;
        }
        Object target = method.getTarget().orElse(null);
        Object[] arguments = method.getArguments().toArray();
        measure(
                measured,
                measured.budgets().latency(),
                invocation::proceed,
                new BodyCall(method.getExecutable(), target, arguments));
    }

    @Override
    public <T extends @Nullable Object> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (Session.isEnabled()) {
            MeasuredTest measured = MeasuredTest.of(context);
            TestBudgets budgets = measured.budgets();
            if (budgets.load().isPresent()) {
                throw new ExtensionConfigurationException(
                        "@Load on " + budgets.test().name() + " does not go with @TestFactory: use @Test");
            }
            measured.makes(new FactoryRun(budgets, Profiled.begin(measured.session(), budgets.test())));
        }
        return invocation.proceed();
    }

    /** Each dynamic test is an iteration of its factory. */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
            throws Throwable {
        Optional<ExtensionContext> factory = factoryOf(context);
        if (!Session.isEnabled() || factory.isEmpty()) {
            invocation.proceed();
            return;
        }
        measure(MeasuredTest.of(factory.get()), List.of(), invocation::proceed, NOTHING);
    }

    /** A factory is judged when its dynamic tests are over; a test that is repeated ends where its life cycle fails. */
    @Override
    public void afterEach(ExtensionContext context) {
        Optional<MeasuredTest> measured = MeasuredTest.find(context);
        PerfTestRun repeated = measured.isPresent() ? measured.get().repeated() : PerfTestRun.of(context);
        if (repeated != null && context.getExecutionException().isPresent()) {
            repeated.stop();
        }
        FactoryRun factory = measured.isPresent() ? measured.get().factory() : null;
        if (factory == null) {
            return;
        }
        Session session = session(context);
        List<Verdict> verdicts = factory.judge(session.rules(1));
        session.append(List.of(factory.result(verdicts)));
        publish(context, verdicts);
        broken(session, verdicts).ifPresent(broken -> {
            throw broken;
        });
    }

    private static Optional<ExtensionContext> factoryOf(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent() && at.get().getTestMethod().isEmpty()) {
            at = at.get().getParent();
        }
        return at;
    }

    private static void measure(MeasuredTest measured, List<Budget> latency, Units.Body first, Units.Body again)
            throws Throwable {
        Session session = measured.session();
        TestBudgets budgets = measured.budgets();
        if (budgets.load().isPresent()) {
            LoadSettings.refuseObstacle(budgets.test().name());
        }
        session.started(budgets.test().name());
        RunningTest test = RunningTests.begin(budgets.test(), budgets.acceptedQueries(session.moduleBudgets()));
        budgets.prepare(test, session);
        if (measured.recorded().isPresent()) {
            test.keepOrder();
        }
        Profiled profiled =
                again == NOTHING ? Profiled.none(session, budgets.test()) : Profiled.begin(session, test, again);
        LoadSeries load = budgets.load().isPresent()
                ? new LoadSeries(test, budgets.load().get(), budgets.underLoad(), session)
                : null;
        Map<Budget, LatencyJudgement> decided = Map.of();
        Throwable failure = null;
        try {
            decided = load != null ? load.run(first, again) : repeat(measured, test, latency, first, again);
            test.spare();
            if (measured.growth().isPresent()) {
                measured.growth().get().run(test, again);
            }
            if (again != NOTHING) {
                measured.heap().run(measured.context(), session, test, again);
            }
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            RunningTests.end(test);
        }
        try {
            judge(measured, test, decided, failure, profiled);
        } catch (AssertionFailedError broken) {
            if (broken != failure && load != null) {
                load.failures().forEach(broken::addSuppressed);
            }
            throw broken;
        }
    }

    private static Map<Budget, LatencyJudgement> repeat(
            MeasuredTest measured, RunningTest test, List<Budget> latency, Units.Body first, Units.Body again)
            throws Throwable {
        Session session = measured.session();
        TestBudgets budgets = measured.budgets();
        int least = again == NOTHING ? 0 : budgets.leastValues();
        Repetition repetition = new Repetition(test, latency, least, references(measured.context()), session);
        Map<Budget, LatencyJudgement> decided = repetition.run(first, again);
        if (latency.isEmpty() && again != NOTHING && isUndecided(budgets, test, session)) {
            repetition.confirm(again, () -> isUndecided(budgets, test, session));
        }
        if (least > 0) {
            repetition.goOn(again, () -> lacksUnits(budgets, test, session));
        }
        return decided;
    }

    private static References references(ExtensionContext context) {
        return new References(context.getRequiredTestClass(), context::getRequiredTestInstance);
    }

    /**
     * Whether all that slow iterations have allocated in their time is too much, and they are too few to say so: how much a
     * unit allocates does not depend on how busy the machine is, so more of them tell for sure.
     */
    private static boolean lacksUnits(TestBudgets budgets, RunningTest test, Session session) {
        LatencyRules rules = session.rules(1);
        return budgets.judge(test.measurements(Capture.used()), Map.of(), rules).stream()
                .anyMatch(verdict -> Judge.lacksUnits(verdict, rules));
    }

    /** Whether a transaction took too long, which may have been the machine's doing. */
    private static boolean isUndecided(TestBudgets budgets, RunningTest test, Session session) {
        return budgets.hasTransaction()
                && budgets.judge(test.measurements(Capture.used()), Map.of(), session.rules(1)).stream()
                        .anyMatch(verdict -> verdict.budget().metric() == Metric.TRANSACTION
                                && verdict.outcome() == Outcome.UNDECIDED);
    }

    /** Judges and records a test that is over, and throws what it fails with. */
    static void judge(
            MeasuredTest measured,
            RunningTest test,
            Map<Budget, LatencyJudgement> decided,
            @Nullable Throwable failure,
            Profiled profiled)
            throws Throwable {
        List<Verdict> verdicts = record(measured, test, decided, profiled);
        Optional<AssertionFailedError> broken = broken(measured.session(), verdicts);
        if (failure != null) {
            broken.ifPresent(failure::addSuppressed); // a functional failure comes first and hides nothing
            throw failure;
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
    }

    /** A budget that was made to break fails no test: the goal that asked for it looks at the verdicts. */
    private static Optional<AssertionFailedError> broken(Session session, List<Verdict> verdicts) {
        return session.isSabotaged()
                ? Optional.empty()
                : BudgetFailure.of(verdicts, session.moduleBudgets().policy());
    }

    /** Judges a test that is over and writes down what was observed. */
    static List<Verdict> record(
            MeasuredTest measured, RunningTest test, Map<Budget, LatencyJudgement> decided, Profiled profiled) {
        Session session = measured.session();
        TestBudgets budgets = measured.budgets();
        FullScans.explain(test, budgets, session.moduleBudgets());
        List<Measurement> measurements = session.marked(test.measurements(Capture.used()));
        Measurement own = measurements.get(0);
        List<Verdict> verdicts = new ArrayList<>(budgets.judge(measurements, decided, session.rules(1)));
        if (session.isSabotaged()) {
            verdicts.addAll(budgets.undecided(decided, own));
        }
        verdicts.addAll(measured.heap().verdicts(own));
        if (measured.growth().isPresent()) {
            verdicts.add(measured.growth().get().verdict(own));
        }
        if (measured.recorded().isPresent()) {
            verdicts.add(measured.recorded().get().verdict(own, test.recorded()));
        }
        Optional<Profile> profile = profiled.of(verdicts);
        return profile.isPresent()
                ? recorded(
                        measured,
                        Profiled.ofTheTest(measurements, profile.get()),
                        Profiled.explained(verdicts, profile.get()))
                : recorded(measured, measurements, verdicts);
    }

    private static List<Verdict> recorded(
            MeasuredTest measured, List<Measurement> measurements, List<Verdict> verdicts) {
        List<ResultRecord> records = records(measurements, verdicts);
        FactoryRun factory = measured.factory();
        measured.session().append(factory == null ? records : factory.add(records));
        publish(measured.context(), verdicts);
        return verdicts;
    }

    private static List<ResultRecord> records(List<Measurement> measurements, List<Verdict> verdicts) {
        List<ResultRecord> records = new ArrayList<>();
        for (Measurement measurement : measurements) {
            List<Verdict> own = new ArrayList<>();
            for (Verdict verdict : verdicts) {
                if (verdict.subject().equals(measurement.subject())) {
                    own.add(verdict);
                }
            }
            records.add(new ResultRecord(measurement, own));
        }
        return records;
    }

    private static void publish(ExtensionContext context, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            entries.put(
                    "perf: " + verdict.subject().shortName() + " "
                            + verdict.budget().metric(),
                    verdict.outcome() + " "
                            + verdict.observed().map(Object::toString).orElse("-") + ", budget "
                            + verdict.budget().limit());
        }
        context.publishReportEntry(entries);
    }

    /** Those of the test, anew each time: it keeps them, see {@link MeasuredTest}. */
    static TestBudgets budgets(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Method method = context.getRequiredTestMethod();
        Budgets files = session(context).moduleBudgets();
        TestBudgets budgets = TestBudgets.of(
                Subject.test(type.getName(), method.getName()),
                AnnotatedBudgets.of(type, method),
                files,
                LoadSettings.of(type, method));
        References.check(type, budgets.latency());
        LoadSettings.refuseReferences(budgets);
        FullScans.prepare(budgets, files);
        return budgets;
    }

    static Session session(ExtensionContext context) {
        return stored(context.getRoot(), Session.class, Session.class, Session::open);
    }

    @SuppressWarnings("deprecation") // Jupiter 6 has a better name for it, which 5.10 lacks
    static <V> V stored(ExtensionContext context, Object key, Class<V> type, Supplier<V> create) {
        return Objects.requireNonNull(
                context.getStore(NAMESPACE).getOrComputeIfAbsent(key, absent -> create.get(), type));
    }
}
