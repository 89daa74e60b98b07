package io.perfbudgets.junit.load;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All contexts that frameworks bind to the thread of a test. */
public final class LoadContexts {
    private static final List<LoadContext> ALL =
            ServiceLoader.load(LoadContext.class, LoadContext.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private LoadContexts() {}

    static List<Runnable> capture() {
        return ALL.stream().map(LoadContext::capture).toList();
    }

    /** Why the calling thread's test cannot be run by other threads, if it cannot. */
    public static Optional<String> obstacle() {
        return ALL.stream().flatMap(context -> context.obstacle().stream()).findFirst();
    }
}
