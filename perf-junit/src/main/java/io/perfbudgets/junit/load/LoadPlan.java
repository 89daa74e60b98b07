package io.perfbudgets.junit.load;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/**
 * What load is wanted. Times are in nanoseconds.
 *
 * @param requests how many requests one run takes; 0 if it is bounded by {@code nanos}
 * @param nanos how long one run takes; 0 if it is bounded by {@code requests}
 * @param perSecond the fixed arrival rate of an open model; 0 for a closed one
 * @param concurrency how many threads there are: in a closed model as many requests are under way at any time, in an open
 *     one at most
 * @param rampUpNanos how long the load rises before it counts
 * @param warmUpNanos how long the body is run before, without counting; empty for until it is steady
 * @param virtual whether the threads are virtual
 */
public record LoadPlan(
        long requests,
        long nanos,
        double perSecond,
        int concurrency,
        long rampUpNanos,
        OptionalLong warmUpNanos,
        boolean virtual) {

    private static final double SECOND = 1e9;

    boolean isOpen() {
        return perSecond > 0;
    }

    /** The load in words; results of different ones are kept apart by it. */
    public String scenario() {
        String model = isOpen()
                ? "open model, "
                        + BigDecimal.valueOf(perSecond)
                                .setScale(2, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "/s"
                : "closed model, " + concurrency + " at a time";
        return virtual ? model + ", virtual threads" : model;
    }

    /** The same load for so long, all of it counting. */
    LoadPlan lasting(long duration) {
        return new LoadPlan(0, Math.max(1, duration), perSecond, concurrency, 0, warmUpNanos, virtual);
    }

    /** When the i-th request of an open model is to start, from the beginning on; its rate rises linearly at first. */
    long intended(long request) {
        double whileRising = perSecond * rampUpNanos / SECOND / 2;
        return request < whileRising
                ? (long) Math.sqrt(2 * request * SECOND * rampUpNanos / perSecond)
                : rampUpNanos + (long) ((request - whileRising) * SECOND / perSecond);
    }

    /** Where the requests of an open model end that one run takes. */
    long openRequests() {
        double counting = requests > 0 ? requests : perSecond * nanos / SECOND;
        return Math.max(1, Math.round(perSecond * rampUpNanos / SECOND / 2 + counting));
    }
}
