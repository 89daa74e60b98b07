package io.perfbudgets.gate;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up the coverage of the modules of one build, whichever order they end in, so that a budget in a file that they share
 * is missed only when no module met it. Thread-safe.
 */
public final class SharedCoverage {
    private final Set<String> awaited;
    private Coverage total = Coverage.NONE;

    /** @param modules names of the modules that will be judged */
    public SharedCoverage(Set<String> modules) {
        this.awaited = new HashSet<>(modules);
    }

    /**
     * Adds what {@code module} found; a second time for the same module adds to it.
     *
     * @return the coverage of all modules if this was the last one awaited
     */
    public synchronized Optional<Coverage> add(String module, Coverage coverage) {
        total = total.plus(coverage);
        return awaited.remove(module) && awaited.isEmpty() ? Optional.of(total) : Optional.empty();
    }
}
