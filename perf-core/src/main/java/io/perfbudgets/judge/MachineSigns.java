package io.perfbudgets.judge;

import io.perfbudgets.measure.MachineReading;

/**
 * What two readings of the machine say about the time between them. Only what the code under test cannot have caused
 * counts: its own threads may keep each other waiting, and then the code is slow, not the machine. Stateless.
 */
public final class MachineSigns {
    /** So little is the noise of any machine, or of its counters. */
    private static final double NOTABLE = 0.1;
    /** A counter of whole ticks says nothing by one of them. */
    private static final long FEWEST_TICKS = 2;
    /** Threads waited for so much of the time, and others used so much of the processors, that the two belong together. */
    private static final double WAITING = 0.3;

    private static final double OTHERS = 0.25;

    private MachineSigns() {}

    /** The gravest sign of a disturbed machine between two readings; {@link Sign#NONE} if there is none. */
    public static Sign between(MachineReading before, MachineReading after) {
        double nanos = Math.max(1, after.nanos() - before.nanos());
        long ticks = after.ticks() - before.ticks();
        long stolen = after.stolenTicks() - before.stolenTicks();
        if (stolen >= FEWEST_TICKS && stolen > ticks * NOTABLE) {
            return Sign.STOLEN;
        }
        if ((after.throttledMicros() - before.throttledMicros()) * 1e3 > nanos * NOTABLE) {
            return Sign.THROTTLED;
        }
        double waiting = (after.pressureMicros() - before.pressureMicros()) * 1e3 / nanos;
        return waiting > WAITING && othersShare(before, after, nanos) > OTHERS ? Sign.PRESSURE : Sign.NONE;
    }

    /** Which share of the processors other processes used; none when too few ticks passed to tell. */
    private static double othersShare(MachineReading before, MachineReading after, double nanos) {
        long ticks = after.ticks() - before.ticks();
        long busy = after.busyTicks() - before.busyTicks();
        if (ticks < FEWEST_TICKS * after.processors()) {
            return 0;
        }
        double own = (after.ownNanos() - before.ownNanos()) / (nanos * after.processors());
        return (double) busy / ticks - own;
    }
}
