package io.perfbudgets.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A test whose class loader has a copy of perf-junit of its own carries annotations that this copy does not know: its budgets
 * would be passed over in silence.
 */
final class OneCopy {
    private OneCopy() {}

    static void check(Class<?> test) {
        ClassLoader ours = PerfExtension.class.getClassLoader();
        ClassLoader its = test.getClassLoader();
        if (its != ours && seenBy(its) != PerfExtension.class) {
            throw new ExtensionConfigurationException(
                    "perf-junit is loaded twice: by " + ours + ", and for " + test.getName()
                            + " by " + its
                            + ", so that its budgets would not be seen. Have that one leave it to its parent;"
                            + " for Quarkus, in application.properties:"
                            + " quarkus.class-loading.parent-first-artifacts=io.perfbudgets:perf-junit,io.perfbudgets:perf-core");
        }
    }

    private static Class<?> seenBy(ClassLoader loader) {
        try {
            return Class.forName(PerfExtension.class.getName(), false, loader);
        } catch (ClassNotFoundException | LinkageError none) {
            return PerfExtension.class; // nor any annotation of another copy
        }
    }
}
