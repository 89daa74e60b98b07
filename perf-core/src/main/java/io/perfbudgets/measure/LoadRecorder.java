package io.perfbudgets.measure;

import java.util.List;

/** Counts the units of one subject in one run of a load, where nothing is known of them but their end. Not thread-safe. */
public final class LoadRecorder {
    private final String scenario;
    private final PaceRecorder pace;
    private long requests;
    private long failed;

    /**
     * @param scenario what load it is
     * @param begun when the run began, by {@link System#nanoTime()}
     */
    public LoadRecorder(String scenario, long begun) {
        this.scenario = scenario;
        this.pace = new PaceRecorder(begun);
    }

    /** Counts a unit that ends now. */
    void add(boolean unitFailed) {
        requests++;
        if (unitFailed) {
            failed++;
        } else {
            pace.add(System.nanoTime());
        }
    }

    LoadRun run(long end) {
        return new LoadRun(scenario, requests, failed, pace.pace(end), 0, 0, List.of());
    }
}
