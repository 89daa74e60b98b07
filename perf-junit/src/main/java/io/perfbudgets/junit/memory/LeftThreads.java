package io.perfbudgets.junit.memory;

import io.perfbudgets.junit.jdbc.NotApplication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The platform threads that appeared in this JVM while the body of a test was repeated, by iteration, and which of them it
 * left. Used by one thread. A look costs some microseconds.
 *
 * <p>Not counted are the JVM's own, and a thread that waits for the next task of a pool for which an older thread waits too:
 * that pool was there before, and only fills.
 */
final class LeftThreads {
    /** Of the JVM: cleaners, timers of kept connections, what reaps processes, what carries virtual threads. */
    private static final Set<String> JVMS = Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

    private static final String FLIGHT_RECORDERS = "JFR ";
    private static final int MORE = 16;
    private static final int SHOWN = 5;

    private final Set<Thread> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Thread> before;
    private final List<List<Thread>> born = new ArrayList<>();

    LeftThreads() {
        before = live();
        known.addAll(before);
    }

    /** An iteration is over: what appeared since the last look is its. */
    void look() {
        List<Thread> appeared = new ArrayList<>(0);
        for (Thread thread : live()) {
            if (known.add(thread)) {
                appeared.add(thread);
            }
        }
        born.add(appeared);
    }

    /** How many of each iteration's threads are alive now. */
    long[] left() {
        IdentityHashMap<Object, Integer> since = since();
        long[] left = new long[born.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = left(i, since).size();
        }
        return left;
    }

    private List<Thread> left(int iteration, IdentityHashMap<Object, Integer> since) {
        return born.get(iteration).stream()
                .filter(thread -> thread.isAlive() && !isJvms(thread) && !fillsAPool(thread, iteration, since))
                .toList();
    }

    /** By what is waited for, the first iteration whose threads do so; -1 for those from before. */
    private IdentityHashMap<Object, Integer> since() {
        IdentityHashMap<Object, Integer> since = new IdentityHashMap<>();
        before.forEach(thread -> note(since, thread, -1));
        for (int i = 0; i < born.size(); i++) {
            for (Thread thread : born.get(i)) {
                note(since, thread, i);
            }
        }
        return since;
    }

    private static void note(IdentityHashMap<Object, Integer> since, Thread thread, int iteration) {
        Object waitsFor = LockSupport.getBlocker(thread);
        if (waitsFor != null) {
            since.putIfAbsent(waitsFor, iteration);
        }
    }

    /** One that waits in code of the application has a task, and is no pool's to give another one. */
    private static boolean fillsAPool(Thread thread, int iteration, IdentityHashMap<Object, Integer> since) {
        Object waitsFor = LockSupport.getBlocker(thread);
        return waitsFor != null
                && since.getOrDefault(waitsFor, iteration) < iteration
                && Arrays.stream(thread.getStackTrace()).allMatch(frame -> NotApplication.is(frame.getClassName()));
    }

    private static boolean isJvms(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || thread.getName().startsWith(FLIGHT_RECORDERS)
                || JVMS.contains(group.getName())
                || (thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool());
    }

    private static List<Thread> live() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + MORE];
        int count = root.enumerate(threads, true);
        while (count == threads.length) {
            threads = new Thread[threads.length * 2];
            count = root.enumerate(threads, true);
        }
        return List.of(Arrays.copyOf(threads, count));
    }

    /**
     * The threads that the last iteration left, in lines: {@code 2 x  pool-*-thread-*   started at (Export.java:31)}.
     *
     * @param startedAt where threads were started, by their ids, as far as it is known
     */
    String lines(Map<Long, String> startedAt) {
        Map<String, Long> counted = left(born.size() - 1, since()).stream()
                .collect(Collectors.groupingBy(
                        thread -> {
                            String site = startedAt.get(thread.getId());
                            String name = thread.getName().replaceAll("\\d+", "*");
                            return site == null ? name : name + "   started at " + site;
                        },
                        LinkedHashMap::new,
                        Collectors.counting()));
        return counted.entrySet().stream()
                .limit(SHOWN)
                .map(each -> String.format(Locale.ROOT, "%,5d x  %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
