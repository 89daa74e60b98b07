package io.perfbudgets.measure;

import java.util.List;

/**
 * What one unit allocated.
 *
 * @param bytes by all threads while they worked for it; -1 if that is not known
 * @param elsewhere how much of it by other threads than the one that it began on
 * @param cold whether the JVM loaded classes meanwhile, which allocates on the loading thread
 * @param threads the names of those other threads
 * @param unknown why it is not known; empty if it is, or if nobody asked
 */
public record Allocation(long bytes, long elsewhere, boolean cold, List<String> threads, String unknown) {
    /** Nobody asked. */
    public static final Allocation NOT_ASKED = unknown("");

    public Allocation {
        threads = List.copyOf(threads);
    }

    /** It could not be read. */
    public static Allocation unknown(String why) {
        return new Allocation(-1, 0, false, List.of(), why);
    }

    /** Whether it could be read. */
    public boolean isKnown() {
        return bytes >= 0;
    }
}
