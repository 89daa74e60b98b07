package io.perfbudgets.maven.imports;

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
}
