package io.perfbudgets.junit;

import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.junit.load.LoadContexts;
import io.perfbudgets.junit.load.LoadPlan;
import io.perfbudgets.junit.load.LoadThreads;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Turns {@link Load} into a plan and refuses what cannot be meant. */
final class LoadSettings {
    private static final int MOST_AT_A_TIME = 100;

    private final Load load;
    private final String where;

    private LoadSettings(Load load, String where) {
        this.load = load;
        this.where = where;
    }

    /** The load that a test is to be under, if it is: its method's, or else its class's or that of the classes around it. */
    static Optional<LoadPlan> of(Class<?> testClass, Method method) {
        String where = testClass.getName() + "." + method.getName();
        return Annotated.nearest(testClass, method, Load.class).map(load -> new LoadSettings(load, where).plan(method));
    }

    private LoadPlan plan(Method method) {
        refuseIf(Annotated.has(method, PerfTest.class), "does not go with @PerfTest: use @Test");
        refuseIf(load.requests() < 0 || load.concurrency() < 0, "has a negative number");
        refuseIf(!(load.rate() >= 0) || Double.isInfinite(load.rate()), "has the rate " + load.rate());
        refuseIf(
                load.requests() == 0 && load.duration().isEmpty(),
                "has no end: give requests = 100 or duration = \"10s\"");
        refuseIf(load.requests() > 0 && !load.duration().isEmpty(), "has two ends: give either requests or duration");
        boolean open = load.rate() > 0;
        int concurrency = load.concurrency() > 0 ? load.concurrency() : open ? MOST_AT_A_TIME : 1;
        refuseIf(
                !open && load.requests() > 0 && concurrency > load.requests(),
                "cannot keep " + concurrency + " requests under way with " + load.requests() + " in all");
        refuseIf(
                load.virtualThreads() && !LoadThreads.canBeVirtual(),
                "wants virtual threads, which need Java 21 or newer; this is Java "
                        + Runtime.version().feature());
        return new LoadPlan(
                load.requests(),
                load.duration().isEmpty() ? 0 : nanos("duration", load.duration(), false),
                load.rate(),
                concurrency,
                load.rampUp().isEmpty() ? 0 : nanos("rampUp", load.rampUp(), true),
                load.warmUp().isEmpty() ? OptionalLong.empty() : OptionalLong.of(nanos("warmUp", load.warmUp(), true)),
                load.virtualThreads());
    }

    private long nanos(String element, String text, boolean mayBeZero) {
        try {
            long nanos = Dimension.DURATION.parse(text);
            refuseIf(nanos == 0 && !mayBeZero, element + " of zero is no load");
            return nanos;
        } catch (InvalidAmountException invalid) {
            throw refused(element + ": " + invalid.getMessage());
        }
    }

    private void refuseIf(boolean wrong, String problem) {
        if (wrong) {
            throw refused(problem);
        }
    }

    private ExtensionConfigurationException refused(String problem) {
        return new ExtensionConfigurationException("@Load on " + where + " " + problem);
    }

    /** Refuses limits that are relative: a reference runs in turns with the body, which a load does not. */
    static void refuseReferences(TestBudgets budgets) {
        boolean relative =
                budgets.latency().stream().anyMatch(budget -> budget.reference().isPresent());
        if (budgets.load().isPresent() && relative) {
            throw new ExtensionConfigurationException(
                    "@Load on " + budgets.test().name()
                            + " does not go with a limit that is relative to a reference: write a duration");
        }
    }

    /** Refuses a test whose thread is bound to what other threads do not see; asked when its life cycle has begun. */
    static void refuseObstacle(String test) {
        LoadContexts.obstacle().ifPresent(obstacle -> {
            throw new ExtensionConfigurationException("@Load on " + test + " " + obstacle);
        });
    }
}
