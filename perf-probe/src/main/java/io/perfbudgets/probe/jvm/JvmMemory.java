package io.perfbudgets.probe.jvm;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a JVM's memory is heap and what is class metadata ({@code jcmd PID GC.heap_info}), whatever the collector.
 *
 * @param heapUsed bytes of the heap in use, garbage included
 * @param heapCommitted bytes of the heap that the system has given to it
 * @param metaspace bytes of class metadata in use
 */
public record JvmMemory(long heapUsed, long heapCommitted, long metaspace) {
    private static final Pattern HEAP =
            Pattern.compile("(?:total|committed|used) (\\d+)([KMG])(?:\\([^)]*\\))?, (?:used|capacity) (\\d+)([KMG])");
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)([KMG])");

    /** Of {@code jvm} now; empty if it does not tell. */
    public static Optional<JvmMemory> of(ProcessHandle jvm) throws InterruptedException {
        return Jcmd.ask(jvm, "GC.heap_info").map(JvmMemory::parse).filter(memory -> memory.heapCommitted() > 0);
    }

    static JvmMemory parse(String text) {
        long used = 0;
        long committed = 0;
        // A line for each generation, or one for all: "total 9K, used 5K", of ZGC "used 5M, capacity 9M".
        for (Matcher heap = HEAP.matcher(text); heap.find(); ) {
            long first = bytes(heap.group(1), heap.group(2));
            long second = bytes(heap.group(3), heap.group(4));
            used += Math.min(first, second);
            committed += Math.max(first, second);
        }
        Matcher metadata = METASPACE.matcher(text);
        return new JvmMemory(used, committed, metadata.find() ? bytes(metadata.group(1), metadata.group(2)) : 0);
    }

    private static long bytes(String number, String unit) {
        return Long.parseLong(number) << (10 * ("KMG".indexOf(unit) + 1));
    }

    /** In a line, for people. */
    @Override
    public String toString() {
        return size(heapUsed) + " of " + size(heapCommitted) + " heap in use, " + size(metaspace) + " class metadata";
    }

    private static String size(long bytes) {
        return new Amount(Dimension.SIZE, bytes).toString();
    }
}
