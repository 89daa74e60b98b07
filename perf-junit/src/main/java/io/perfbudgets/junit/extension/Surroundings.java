package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.MachineSigns;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.measure.MachineReading;
import io.perfbudgets.measure.Measurement;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the machine admits about the time in which tests ran. The durations of requests and operations are taken wherever
 * they occur, and cannot be taken again when the machine is calm; so each test's are marked. Thread-safe.
 */
final class Surroundings {
    /** In less time the counters, which go by hundredths of a second, say little. */
    private static final long SHORTEST = 500_000_000;

    private final Supplier<MachineReading> reader;
    private MachineReading before;
    private MachineReading latest;

    /** @param reader reads the machine; some hundred microseconds */
    Surroundings(Supplier<MachineReading> reader) {
        this.reader = reader;
        this.latest = reader.get();
        this.before = latest;
    }

    /** Whether any budget is about how long requests or operations take. */
    static boolean matterTo(Budgets budgets) {
        return budgets.declared().stream()
                .filter(budget -> isAside(budget.selector().kind()))
                .anyMatch(budget ->
                        budget.metric().judging() == Judging.DISTRIBUTION && budget.metric() != Metric.ALLOCATION);
    }

    private static boolean isAside(Subject.Kind kind) {
        return kind == Subject.Kind.REQUEST || kind == Subject.Kind.OPERATION;
    }

    /** What a test that ends now observed, marked if the machine was disturbed during it, or the half second until then. */
    List<Measurement> marked(List<Measurement> observed) {
        if (observed.stream().noneMatch(Surroundings::isTimedAside)) {
            return observed;
        }
        Sign sign = sign();
        return sign == Sign.NONE
                ? observed
                : observed.stream()
                        .map(each -> isTimedAside(each) ? each.disturbedBy(sign.name()) : each)
                        .toList();
    }

    private static boolean isTimedAside(Measurement measurement) {
        return isAside(measurement.subject().kind()) && measurement.latencies().count() > 0;
    }

    private synchronized Sign sign() {
        MachineReading now = reader.get();
        Sign sign = MachineSigns.between(before, now);
        if (now.nanos() - latest.nanos() >= SHORTEST) {
            before = latest;
            latest = now;
        }
        return sign;
    }
}
