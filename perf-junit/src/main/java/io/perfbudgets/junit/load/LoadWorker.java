package io.perfbudgets.junit.load;

import io.perfbudgets.junit.unit.Lane;
import io.perfbudgets.junit.unit.Units;
import java.util.concurrent.locks.LockSupport;

/** One thread of one run of a load. Results may be read when its thread is over. */
final class LoadWorker implements Runnable {
    /** A sleeping thread wakes up some ten microseconds late; the last stretch is waited for awake. */
    private static final long AWAKE_NANOS = 100_000;

    private final LoadGenerator.Run run;
    private final int index;
    private final LoadFailures failures;
    private LoadValues values = new LoadValues(0);
    private long requests;
    private long generatorNanos;
    private long busyNanos;
    private long lastEnd;

    LoadWorker(LoadGenerator.Run run, int index) {
        this.run = run;
        this.index = index;
        this.failures = new LoadFailures(run.test().subject());
    }

    @Override
    public void run() {
        if (!run.awaitStart()) {
            return;
        }
        values = new LoadValues(run.countsFrom());
        lastEnd = run.begun();
        try (Lane lane = Lane.besideOthers(run.test())) {
            if (run.plan().isOpen()) {
                runOpen(lane);
            } else {
                runClosed(lane);
            }
        }
    }

    /** The next request begins when the one before has ended. */
    private void runClosed(Lane lane) {
        LoadPlan plan = run.plan();
        waitUntil(run.begun() + plan.rampUpNanos() * index / plan.concurrency());
        long start = System.nanoTime();
        lastEnd = start;
        while (start < run.countsFrom() && !run.isStopped()) {
            request(lane, start, start);
            start = System.nanoTime();
        }
        long until = plan.requests() > 0 ? Long.MAX_VALUE : run.countsFrom() + plan.nanos();
        long most = plan.requests() > 0 ? plan.requests() : Long.MAX_VALUE;
        while (start < until && !run.isStopped() && (most == Long.MAX_VALUE || run.next() < most)) {
            start = System.nanoTime();
            request(lane, start, start);
            start = lastEnd;
        }
    }

    /** Each request has its time, whatever became of those before: one that starts late has been waiting. */
    private void runOpen(Lane lane) {
        long all = run.plan().openRequests();
        for (long next = run.next(); next < all && !run.isStopped(); next = run.next()) {
            long intended = run.begun() + run.plan().intended(next);
            waitUntil(intended);
            request(lane, intended, System.nanoTime());
        }
    }

    private void request(Lane lane, long intended, long start) {
        Units.Body body = run.body();
        Throwable failure = null;
        try {
            body.run();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        long end = System.nanoTime();
        failure = lane.end(failure);
        if (intended >= run.countsFrom()) {
            requests++;
            generatorNanos += start - Math.max(intended, lastEnd);
            busyNanos += end - start;
            if (failure == null) {
                values.add(end - intended, end);
            } else {
                failures.add(failure);
            }
        }
        lastEnd = end;
    }

    private void waitUntil(long time) {
        boolean awake = !run.plan().virtual();
        long left = time - System.nanoTime();
        while (left > 0 && !run.isStopped()) {
            if (left > AWAKE_NANOS || !awake) {
                LockSupport.parkNanos(awake ? left - AWAKE_NANOS : left);
            } else {
                Thread.onSpinWait();
            }
            left = time - System.nanoTime();
        }
    }

    LoadValues values() {
        return values;
    }

    LoadFailures failures() {
        return failures;
    }

    long requests() {
        return requests;
    }

    long generatorNanos() {
        return generatorNanos;
    }

    long busyNanos() {
        return busyNanos;
    }

    long lastEnd() {
        return lastEnd;
    }
}
