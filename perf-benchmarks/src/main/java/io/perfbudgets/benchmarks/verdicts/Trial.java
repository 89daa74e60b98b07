package io.perfbudgets.benchmarks.verdicts;

import io.perfbudgets.benchmarks.verdicts.Model.Signals;
import io.perfbudgets.judge.CanaryFilter;
import io.perfbudgets.judge.Disturbance;
import io.perfbudgets.judge.GarbageRule;
import io.perfbudgets.judge.LatencyDecision;
import io.perfbudgets.judge.LatencyJudgement;
import io.perfbudgets.judge.LatencyLimit;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.LatencyState.Decided;
import io.perfbudgets.judge.RelativeDecision;
import io.perfbudgets.judge.RelativeLimit;
import io.perfbudgets.judge.Sign;
import io.perfbudgets.judge.SteadyState;
import java.time.Duration;

/**
 * One test with one p95 budget on one simulated machine.
 *
 * @param judgement what our rule says
 * @param values how many values that took, confirming ones and those set aside included, warm-up left out
 */
record Trial(LatencyJudgement judgement, int values) {
    private static final LatencyLimit P95 = LatencyLimit.percentile(0.95, Machine.LIMIT);
    private static final long AS_LONG_AS_THE_REFERENCE = 1_000_000;
    private static final int VALUES_A_CANARY = 8;
    private static final int CALIBRATION = 16;
    /** Two seconds of values whose limit is 0.3 seconds. */
    private static final Duration FLOOR_TIME = Duration.ofNanos(20 * Machine.LIMIT / 3);

    static Trial of(Model model, double ratio, long seed) {
        Machine machine = new Machine(model, ratio, seed);
        if (model.signals() == Signals.STEADY_STATE) {
            SteadyState warmUp = SteadyState.byDefault();
            while (!warmUp.isOver()) {
                warmUp.add(machine.next());
            }
        }
        if (model.signals() == Signals.REFERENCE) {
            return relative(machine);
        }
        LatencyDecision decision = LatencyDecision.of(P95, rules(model));
        int values = model.signals() == Signals.CANARY
                ? takeWithCanary(machine, decision, model)
                : take(machine, decision, model);
        return new Trial(decision.timeUp(), values);
    }

    /** Whether the p95 (nearest rank) of the first values is over the limit, as today's tools judge. */
    static boolean naive(Model model, double ratio, long seed, int values) {
        Machine machine = new Machine(model, ratio, seed);
        int over = 0;
        for (int i = 0; i < values; i++) {
            over += machine.next() > Machine.LIMIT ? 1 : 0;
        }
        return over > values / 20;
    }

    /** With time for few values, these are long, and reach the floor of a breach in time. */
    private static LatencyRules rules(Model model) {
        return model.timeFor() == 0
                ? LatencyRules.DEFAULT
                : LatencyRules.DEFAULT
                        .withMaxValues(model.timeFor())
                        .withFloor(LatencyRules.DEFAULT.floorValues(), FLOOR_TIME);
    }

    private static int take(Machine machine, LatencyDecision decision, Model model) {
        int values = 0;
        while (goesOn(decision, model, values)) {
            long nanos = machine.next();
            decision.add(nanos, model.signals() == Signals.COLLECTOR ? collector(machine, nanos) : Sign.NONE);
            values++;
        }
        return values;
    }

    /** Most of a value with a pause is the pause; others allocated four times as much as the code. */
    private static Sign collector(Machine machine, long nanos) {
        return GarbageRule.sign(machine.paused() ? nanos / 2 : 0, nanos, 1_000, 5_000);
    }

    private static Trial relative(Machine machine) {
        RelativeDecision decision =
                RelativeDecision.of(new RelativeLimit(0.95, AS_LONG_AS_THE_REFERENCE), LatencyRules.DEFAULT);
        int values = 0;
        while (!(decision.state() instanceof Decided)) {
            decision.add(machine.next(), machine.reference(), Sign.NONE);
            values++;
        }
        return new Trial(decision.timeUp(), values);
    }

    private static int takeWithCanary(Machine machine, LatencyDecision decision, Model model) {
        CanaryFilter filter = new CanaryFilter(new Disturbance(), new Disturbance(), decision::add);
        for (int i = 0; i < CALIBRATION; i++) {
            filter.canary(machine.canary(), machine.canary(), 0, Sign.NONE);
        }
        int values = 0;
        while (goesOn(decision, model, values)) {
            filter.value(machine.next());
            values++;
            if (values % VALUES_A_CANARY == 0 || model.timeFor() > 0) {
                filter.canary(machine.canary(), machine.canary(), 0, Sign.NONE);
                filter.window(Sign.NONE);
            }
        }
        return values;
    }

    private static boolean goesOn(LatencyDecision decision, Model model, int values) {
        return !(decision.state() instanceof Decided) && (model.timeFor() == 0 || values < model.timeFor());
    }
}
