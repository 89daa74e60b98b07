package io.perfbudgets.junit;

import io.perfbudgets.junit.extension.Session;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one test is held to and what it runs besides its body: found out before it runs, kept until it is judged. One look
 * into the context's store finds all of it; each look costs a small test more than its body. Used by one thread, which hands
 * it to those of dynamic tests.
 */
final class MeasuredTest {
    private final ExtensionContext context;
    private final Session session;
    private final TestBudgets budgets;
    private final HeapBudgets heap;
    private final @Nullable PerfTestRun repeated;
    private Optional<GrowthRun> growth = Optional.empty();
    private Optional<RecordedRun> recorded = Optional.empty();
    private @Nullable FactoryRun factory;

    /**
     * One that runs nothing but its body.
     *
     * @param repeated what its body is an iteration of; null for one that is a test of its own
     */
    MeasuredTest(ExtensionContext context, TestBudgets budgets, @Nullable PerfTestRun repeated) {
        this.context = context;
        this.session = PerfExtension.session(context);
        this.budgets = budgets;
        this.heap = new HeapBudgets(budgets);
        this.repeated = repeated;
    }

    /** The test that is about to run; annotations that cannot be meant are refused. */
    static void prepare(ExtensionContext context) {
        PerfTestRun repeated = PerfTestRun.of(context);
        TestBudgets budgets = repeated == null ? PerfExtension.budgets(context) : repeated.budgets();
        MeasuredTest test = new MeasuredTest(context, budgets, repeated);
        test.growth = GrowthRun.of(context);
        test.recorded = RecordedRun.of(context);
        context.getStore(PerfExtension.NAMESPACE).put(MeasuredTest.class, test);
    }

    /** The one that was prepared. */
    static MeasuredTest of(ExtensionContext context) {
        return find(context).orElseThrow();
    }

    /** The one that was prepared; empty if it was refused. */
    static Optional<MeasuredTest> find(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(PerfExtension.NAMESPACE).get(MeasuredTest.class, MeasuredTest.class));
    }

    ExtensionContext context() {
        return context;
    }

    Session session() {
        return session;
    }

    TestBudgets budgets() {
        return budgets;
    }

    HeapBudgets heap() {
        return heap;
    }

    Optional<GrowthRun> growth() {
        return growth;
    }

    Optional<RecordedRun> recorded() {
        return recorded;
    }

    @Nullable
    PerfTestRun repeated() {
        return repeated;
    }

    /** The dynamic tests that it made; null if it makes none. */
    @Nullable
    FactoryRun factory() {
        return factory;
    }

    /** It makes dynamic tests. */
    void makes(FactoryRun dynamicTests) {
        factory = Objects.requireNonNull(dynamicTests);
    }
}
