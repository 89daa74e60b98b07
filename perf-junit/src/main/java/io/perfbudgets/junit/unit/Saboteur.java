package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.prove.Dose;
import io.perfbudgets.prove.Doses;
import io.perfbudgets.prove.StatementDose;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Makes the units of one test break their budgets, to prove that these can be broken. Thread-safe. */
public final class Saboteur {
    private static final int CHUNK = 65_536;

    /** So that no allocation is optimised away. */
    @SuppressWarnings("unused")
    private static volatile byte[] garbage = {};

    private final Doses doses;
    private final Map<Subject, AtomicInteger> delayed;
    private final Map<Subject, Dose> known = new ConcurrentHashMap<>();

    /**
     * @param doses what is to be done
     * @param delayed how many units of each subject were delayed so far, by all tests of this JVM
     */
    public Saboteur(Doses doses, Map<Subject, AtomicInteger> delayed) {
        this.doses = doses;
        this.delayed = delayed;
    }

    /** What is to be run besides in a unit that runs anything. */
    @Nullable
    StatementDose statements() {
        return doses.statements().isNone() ? null : doses.statements();
    }

    /**
     * Does to a unit what is to be done to it, on this thread, while it is still open.
     *
     * @param timed whether its time counts; if not, it is spared the delay
     * @return whether its time still counts: not if so many were delayed before it that it is spared
     */
    boolean inflict(Subject subject, boolean timed) {
        Dose dose = known.computeIfAbsent(subject, doses::of);
        allocate(dose.bytes());
        if (dose.delayNanos() == 0 || !timed) {
            return timed;
        }
        if (delayed.computeIfAbsent(subject, first -> new AtomicInteger()).getAndIncrement() >= dose.delayed()) {
            return false;
        }
        await(dose.delayNanos());
        return true;
    }

    private static void allocate(long bytes) {
        for (long left = bytes; left > 0; left -= CHUNK) {
            garbage = new byte[(int) Math.min(CHUNK, left)];
        }
    }

    /** Not cut short by an interrupt, which stays the application's. */
    private static void await(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
