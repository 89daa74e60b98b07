package io.perfbudgets.maven.imports;

import java.util.OptionalLong;

/** Takes what a file holds, one request after the other. */
interface Samples {
    /**
     * Takes one request.
     *
     * @param name as the engine calls it
     * @param nanos how long it took
     * @param failed whether it failed
     * @param endMillis when it ended, milliseconds since 1970
     * @return why there is no room for it; empty if there is
     */
    String add(String name, long nanos, boolean failed, long endMillis);

    /**
     * Takes requests of which only the durations are known, and not their order.
     *
     * @param nanos how long each of them took
     * @param count how many took that long
     * @param endMillis when the last of them had ended, milliseconds since 1970
     * @return why there is no room for them; empty if there is
     */
    String addCount(String name, long nanos, long count, long endMillis);

    /**
     * Takes what a summary says of requests.
     *
     * @param name as the engine calls it; empty if it does not say
     * @return why there is no room for it; empty if there is
     */
    String addSummary(String name, Summary summary);

    /** Whether it is told elsewhere what requests without a name are. */
    boolean isNamed();

    /** How many requests there were, where the file does not say; empty if that is not told either. */
    OptionalLong requests();

    /** Nanoseconds in what a histogram's log counts by, which the file does not say. */
    long histogramUnit();
}
