package io.perfbudgets.junit.load;

import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.PaceRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Runs a load once: all its threads begin together, and are gone when it returns. Stateless. */
final class LoadGenerator {
    private LoadGenerator() {}

    /** What one run observed. */
    record Result(Latencies latencies, LoadRun load, LoadFailures failures) {}

    /** One run while it goes on. */
    static final class Run {
        private final RunningTest test;
        private final LoadPlan plan;
        private final Units.Body body;
        private final CountDownLatch ready;
        private final CountDownLatch start = new CountDownLatch(1);
        private final AtomicLong next = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private volatile long begun;

        Run(RunningTest test, LoadPlan plan, Units.Body body) {
            this.test = test;
            this.plan = plan;
            this.body = body;
            this.ready = new CountDownLatch(plan.concurrency());
        }

        RunningTest test() {
            return test;
        }

        LoadPlan plan() {
            return plan;
        }

        Units.Body body() {
            return body;
        }

        /** When its threads began together, by {@link System#nanoTime()}. */
        long begun() {
            return begun;
        }

        /** When its ramp-up is over. */
        long countsFrom() {
            return begun + plan.rampUpNanos();
        }

        /** The number of the next request, from 0 on. */
        long next() {
            return next.getAndIncrement();
        }

        boolean isStopped() {
            return stopped.get();
        }

        /** Waits until all threads are there; false if it was stopped meanwhile. */
        boolean awaitStart() {
            ready.countDown();
            try {
                start.await();
                return true;
            } catch (InterruptedException stop) {
                return false;
            }
        }
    }

    /**
     * Runs it.
     *
     * @param counts whether requests count, rather than warm up
     * @throws InterruptedException if the calling thread was interrupted; its threads then are too
     */
    static Result run(RunningTest test, LoadPlan plan, Units.Body body, boolean counts) throws InterruptedException {
        Run run = new Run(test, plan, body);
        List<LoadWorker> workers = new ArrayList<>();
        for (int i = 0; i < plan.concurrency(); i++) {
            workers.add(new LoadWorker(run, i));
        }
        List<Thread> threads = LoadThreads.of(workers, plan.virtual());
        threads.forEach(Thread::start);
        try {
            run.ready.await();
            run.begun = System.nanoTime();
            if (counts) {
                test.beginLoad(plan.scenario(), run.countsFrom());
            }
            run.start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            run.stopped.set(true);
            threads.forEach(Thread::interrupt);
            throw interrupted;
        }
        long end = workers.stream().mapToLong(LoadWorker::lastEnd).max().orElse(run.begun());
        if (counts) {
            test.endLoad(end);
        }
        return result(run, workers, end);
    }

    private static Result result(Run run, List<LoadWorker> workers, long end) {
        PaceRecorder pace = new PaceRecorder(run.countsFrom());
        LoadFailures failures = new LoadFailures(run.test().subject());
        for (LoadWorker worker : workers) {
            pace.addAll(worker.values().pace());
            failures.addAll(worker.failures());
        }
        Pace paced = pace.pace(end);
        LoadRun load = new LoadRun(
                run.plan().scenario(),
                workers.stream().mapToLong(LoadWorker::requests).sum(),
                failures.count(),
                paced,
                workers.stream().mapToLong(LoadWorker::generatorNanos).sum(),
                workers.stream().mapToLong(LoadWorker::busyNanos).sum(),
                failures.kinds());
        List<LoadValues> values = workers.stream().map(LoadWorker::values).toList();
        return new Result(LoadValues.latencies(values), load, failures);
    }
}
