package io.perfbudgets.junit.memory;

import io.perfbudgets.measure.ClassHistogram;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is alive on the heap of this JVM: the class histogram of its diagnostic commands, which collects first, whatever the
 * collector and even where {@code System.gc()} is switched off. A look stops the JVM for the time of a full collection.
 */
final class LiveHeap {
    private static final String UNKNOWN =
            "this JVM gives no class histogram (the DiagnosticCommand MBean of HotSpot), so what is alive cannot be told";

    private LiveHeap() {}

    /** Bytes of all live objects. */
    static long bytes() {
        return ClassHistogram.total(ClassHistogram.clean(LiveHeap::histogram));
    }

    /** Live objects by class. */
    static ClassHistogram classes() {
        return ClassHistogram.parse(ClassHistogram.clean(LiveHeap::histogram));
    }

    /** Has what nobody refers to collected. */
    static void collect() {
        if (missing().isPresent()) {
            System.gc();
        }
    }

    /** Why a look is not possible in this JVM; empty if it is. */
    static Optional<String> missing() {
        try {
            return bytes() > 0 ? Optional.empty() : Optional.of(UNKNOWN);
        } catch (IllegalStateException none) {
            return Optional.of(UNKNOWN);
        }
    }

    private static String histogram() {
        try {
            Object answer = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return String.valueOf(answer);
        } catch (JMException none) {
            throw new IllegalStateException(none);
        }
    }
}
