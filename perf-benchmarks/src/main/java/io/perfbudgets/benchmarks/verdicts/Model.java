package io.perfbudgets.benchmarks.verdicts;

import io.perfbudgets.benchmarks.verdicts.Machine.Base;
import io.perfbudgets.benchmarks.verdicts.Machine.Bursts;
import java.util.List;

/**
 * A machine with known noise and how its values are taken.
 *
 * @param name as the table shows it
 * @param base how single values vary
 * @param bursts when the whole machine is slow
 * @param warmUp whether values start at three times their length and settle over some hundred
 * @param signals what the caller does against noise
 * @param timeFor how many values the caller has time for, all series together; 0 for as many as it takes
 * @param aimed whether the aims hold for it; the others show where the limits of the rule are
 */
record Model(String name, Base base, Bursts bursts, boolean warmUp, Signals signals, int timeFor, boolean aimed) {
    /** What a caller does against noise. */
    enum Signals {
        NONE,
        /** Detects the end of the warm-up and leaves it out. */
        STEADY_STATE,
        /** Times a canary between values. */
        CANARY,
        /** Asks the garbage collector for whom it worked. */
        COLLECTOR,
        /** Runs a reference in turns with the code, to judge how many times as long the code takes. */
        REFERENCE
    }

    private static final double[] RATIOS = {0.7, 0.9, 1.0, 1.1, 1.2};
    private static final double[] COARSE_RATIOS = {0.7, 0.9, 1.0, 1.5, 3.0};
    /** Ten seconds of values whose limit is 0.3 seconds. */
    private static final int TEN_SECONDS = 33;

    static final List<Model> ALL = List.of(
            quiet("independent", Base.INDEPENDENT),
            quiet("AR(1) 0.6", Base.AUTOREGRESSIVE),
            quiet("2 % GC pauses", Base.PAUSES),
            aimed("burst", Base.INDEPENDENT, Signals.NONE),
            aimed("burst, AR(1)", Base.AUTOREGRESSIVE, Signals.NONE),
            aimed("burst, GC pauses", Base.PAUSES, Signals.NONE),
            aimed("burst, canary", Base.INDEPENDENT, Signals.CANARY),
            aimed("burst, AR(1), canary", Base.AUTOREGRESSIVE, Signals.CANARY),
            aimed("burst, GC pauses, canary", Base.PAUSES, Signals.CANARY),
            warmUp("warm-up left in", Signals.NONE),
            warmUp("warm-up detected", Signals.STEADY_STATE),
            pauses("GC pauses for others, untold", Signals.NONE),
            pauses("GC pauses for others, told", Signals.COLLECTOR),
            relative("relative", Base.INDEPENDENT, Bursts.NONE),
            relative("relative, AR(1)", Base.AUTOREGRESSIVE, Bursts.NONE),
            relative("relative, burst", Base.INDEPENDENT, Bursts.ONE),
            relative("relative, long burst", Base.INDEPENDENT, Bursts.LONG),
            beyond("six short bursts", Bursts.SCATTERED, Signals.NONE, 0),
            beyond("six short bursts, canary", Bursts.SCATTERED, Signals.CANARY, 0),
            beyond("long burst", Bursts.LONG, Signals.NONE, 0),
            beyond("long burst, canary", Bursts.LONG, Signals.CANARY, 0),
            beyond("33 long values", Bursts.NONE, Signals.NONE, TEN_SECONDS),
            beyond("33 long values, burst", Bursts.AMONG_FEW, Signals.NONE, TEN_SECONDS),
            beyond("33 long values, burst, canary", Bursts.AMONG_FEW, Signals.CANARY, TEN_SECONDS));

    private static Model quiet(String name, Base base) {
        return new Model(name, base, Bursts.NONE, false, Signals.NONE, 0, true);
    }

    private static Model aimed(String name, Base base, Signals signals) {
        return new Model(name, base, Bursts.ONE, false, signals, 0, true);
    }

    private static Model warmUp(String name, Signals signals) {
        return new Model(name, Base.INDEPENDENT, Bursts.NONE, true, signals, 0, true);
    }

    private static Model pauses(String name, Signals signals) {
        return new Model(name, Base.OTHERS_PAUSES, Bursts.NONE, false, signals, 0, false);
    }

    private static Model relative(String name, Base base, Bursts bursts) {
        return new Model(name, base, bursts, false, Signals.REFERENCE, 0, false);
    }

    private static Model beyond(String name, Bursts bursts, Signals signals, int timeFor) {
        return new Model(name, Base.INDEPENDENT, bursts, false, signals, timeFor, false);
    }

    /** The true p95 of undisturbed values as multiples of the limit; few values can only tell coarse differences. */
    double[] ratios() {
        return (timeFor == 0 ? RATIOS : COARSE_RATIOS).clone();
    }
}
