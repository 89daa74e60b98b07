package io.perfbudgets.probe.memory;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Where the memory of the application is read: from its processes here, or from what it tells itself. Thread-safe. */
public interface MemorySource {

    /** Bytes now; empty if they cannot be read. */
    OptionalLong now();

    /** The most bytes so far, as far as the system keeps it; empty if it does not. */
    OptionalLong highest();

    /** Of processes on this machine. */
    static MemorySource of(Supplier<List<ProcessHandle>> members) {
        ResidentMemory resident = ResidentMemory.ofThisMachine();
        return new MemorySource() {
            @Override
            public OptionalLong now() {
                return resident.now(members.get());
            }

            @Override
            public OptionalLong highest() {
                List<ProcessHandle> all = members.get();
                // Those of several processes need not have been at the same time.
                return all.size() == 1 ? resident.highest(all.get(0).pid()) : OptionalLong.empty();
            }
        };
    }
}
