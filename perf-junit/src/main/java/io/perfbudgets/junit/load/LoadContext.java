package io.perfbudgets.junit.load;

import java.util.Optional;

/** What a framework binds to the thread of a test and the threads of a load need too. Found by {@code ServiceLoader}. */
public interface LoadContext {
    /**
     * Takes what is bound to the calling thread, the test's.
     *
     * @return what binds it to the thread that runs it; called before each request
     */
    Runnable capture();

    /** Why the calling thread's test cannot be run by other threads, if it cannot. */
    Optional<String> obstacle();
}
