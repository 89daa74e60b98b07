package io.perfbudgets.junit.unit;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Work and threads that carry a unit without being wrapped, since others look at the object itself: the tasks of fork/join
 * pools, the named tasks of thread pools, threads between their start and their first question. Thread-safe; holds no unit
 * that has ended, and nothing while no test runs.
 */
public final class HandedOver {
    private static final Map<Same, Pending> PENDING = new ConcurrentHashMap<>();
    private static final Map<Same, OpenUnit> STARTING = new ConcurrentHashMap<>();
    private static final ThreadLocal<@Nullable Running> RUNNING = new ThreadLocal<>();

    private HandedOver() {}

    /** A key by identity: what an object calls equal is its own business. */
    private record Same(Object object) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** How often a task waits to run, and for whom; told for two at once, it can be told for neither. */
    private record Pending(@Nullable OpenUnit unit, int times) {
        Pending and(@Nullable OpenUnit other) {
            return new Pending(other == unit ? unit : null, times + 1);
        }

        @Nullable
        Pending less() {
            return times == 1 ? null : new Pending(unit, times - 1);
        }
    }

    /** A task that runs on this thread for a unit, the unit that the thread had before, and the task around it. */
    private record Running(
            Object task,
            @Nullable OpenUnit unit,
            @Nullable OpenUnit before,
            long mark,
            @Nullable Running around) {}

    /**
     * A task that a thread pool is given. A lambda is wrapped; any other object is remembered, as the pool's queue and its
     * hooks may want it to be what it was.
     */
    public static Object toPool(Object task) {
        if (task instanceof FutureTask || task instanceof AsynchronousCompletionTask) {
            return task;
        }
        if (task.getClass().isHidden()) {
            return Propagation.carry(Runnable.class, task);
        }
        OpenUnit unit = Units.current();
        if (unit != null || (!PENDING.isEmpty() && PENDING.containsKey(new Same(task)))) {
            remember(task, unit);
        }
        return task;
    }

    /**
     * Work that a fork/join pool is given. While tests run, that of nobody is told too: a worker that waits for the work of
     * a unit lends a hand with any other.
     *
     * @param expected the type that the pool takes; a collection holds {@link Callable}s
     */
    public static Object toForkJoin(Class<?> expected, Object work) {
        if (Units.current() == null && !RunningTests.any()) {
            return work;
        }
        if (work instanceof AsynchronousCompletionTask) {
            return work;
        }
        if (work instanceof ForkJoinTask) {
            remember(work, Units.current());
            return work;
        }
        if (work instanceof Collection<?> many) {
            return many.stream()
                    .map(each -> each instanceof Callable
                            ? Propagation.carryExactly(Callable.class, each)
                            : toForkJoin(Object.class, each))
                    .toList();
        }
        return Propagation.carryExactly(expected, work);
    }

    private static void remember(Object task, @Nullable OpenUnit unit) {
        PENDING.compute(new Same(task), (key, pending) -> pending == null ? new Pending(unit, 1) : pending.and(unit));
    }

    /** This thread begins to run the task. */
    public static void begins(Object task) {
        if (PENDING.isEmpty()) {
            return;
        }
        Same key = new Same(task);
        Pending pending = PENDING.get(key);
        if (pending != null) {
            PENDING.computeIfPresent(key, (same, waiting) -> waiting.less());
            OpenUnit before = Units.swap(pending.unit);
            long mark = UnitAllocation.mark(pending.unit, before);
            RUNNING.set(new Running(task, pending.unit, before, mark, RUNNING.get()));
        }
    }

    /** This thread has run the task. */
    public static void ends(Object task) {
        Running running = RUNNING.get();
        if (running != null && running.task == task) {
            UnitAllocation.settle(running.unit, running.before, running.mark);
            Units.swap(running.before);
            if (running.around == null) {
                RUNNING.remove();
            } else {
                RUNNING.set(running.around);
            }
        }
    }

    /**
     * A thread that will work for this thread's unit is about to start.
     *
     * @param virtual whether it is a virtual one
     */
    public static void starts(Thread thread, boolean virtual) {
        OpenUnit unit = Units.current();
        if (unit != null) {
            STARTING.put(new Same(thread), unit);
            if (unit.allocation() != null) {
                if (virtual) {
                    unit.allocation().unknownForVirtualThread();
                } else {
                    unit.allocation().started(thread);
                }
            }
        }
    }

    /** This thread is about to end. */
    public static void threadEnds() {
        if (!RunningTests.any()) {
            return;
        }
        OpenUnit unit = Units.open();
        if (unit != null && unit.allocation() != null) {
            unit.allocation().ends(Thread.currentThread());
        }
    }

    /** The unit that a thread was started for; asked once, by the thread. */
    static @Nullable OpenUnit startedFor(Thread thread) {
        return STARTING.isEmpty() ? null : STARTING.remove(new Same(thread));
    }

    /** A unit has ended: what is still to run for it runs for nobody. */
    static void forget(OpenUnit unit) {
        if (!PENDING.isEmpty()) {
            PENDING.replaceAll((key, pending) -> pending.unit == unit ? new Pending(null, pending.times) : pending);
        }
        if (!STARTING.isEmpty()) {
            STARTING.values().removeIf(starting -> starting == unit);
        }
    }

    /** No test runs any more. */
    static void forgetAll() {
        PENDING.clear();
        STARTING.clear();
    }
}
