package io.perfbudgets.compare;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Normalisation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * The past runs that a run is held against.
 *
 * @param name what to call it: {@code 10 runs of main}
 * @param runs what is compared with, the newest first, at least one
 * @param recent past runs that tell how much runs differ, the newest first
 * @param before the runs just before this one, the newest first; in none of the others
 */
public record Baseline(String name, List<Run> runs, List<Run> recent, List<Run> before) {
    /**
     * A past run.
     *
     * @param name what to call it: {@code 20261123-190000-5f0c11aa of 3f2a81c09d}
     * @param normalisation by what its durations are multiplied to be held against those of this run; empty if they cannot be
     * @param observed what it observed
     */
    public record Run(String name, Optional<Normalisation> normalisation, Map<Subject, Observed> observed) {
        boolean isSameMachine() {
            return normalisation.filter(Normalisation::isSame).isPresent();
        }

        /** Durations under load tell something of a machine with as many processors only. */
        Optional<Normalisation> normalisation(Subject subject) {
            return normalisation.filter(known -> known.holdsFor(subject));
        }
    }

    public Baseline {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A baseline of no runs");
        }
        runs = List.copyOf(runs);
        recent = List.copyOf(recent);
        before = List.copyOf(before);
    }

    /** The newest run of it that has a value of that metric. */
    Optional<Run> newest(Subject subject, Metric metric) {
        return runs.stream()
                .filter(run -> value(run, subject, metric).isPresent())
                .findFirst();
    }

    /** Whether it is known of the subject at all, by whatever metric. */
    boolean knows(Subject subject) {
        return runs.stream().anyMatch(run -> run.observed().containsKey(subject));
    }

    /** The subjects of its newest run. */
    public Iterable<Subject> newestSubjects() {
        return runs.get(0).observed().keySet();
    }

    /** Whether its newest run has a value of that metric. */
    public boolean newestHas(Subject subject, Metric metric) {
        return value(runs.get(0), subject, metric).isPresent();
    }

    static OptionalLong value(Run run, Subject subject, Metric metric) {
        Observed observed = run.observed().get(subject);
        return observed == null ? OptionalLong.empty() : observed.value(metric);
    }

    /** The values of the runs whose durations mean the same, in their order. */
    static long[] values(List<Run> runs, Subject subject, Metric metric) {
        return runs.stream()
                .filter(Run::isSameMachine)
                .flatMapToLong(run -> value(run, subject, metric).stream())
                .toArray();
    }

    /** The values of all runs whose durations can be held against those of this run, by their canaries, in their order. */
    static long[] normalised(List<Run> runs, Subject subject, Metric metric, ToDoubleFunction<Normalisation> bound) {
        return runs.stream()
                .flatMapToLong(run -> run.normalisation(subject).stream()
                        .flatMapToLong(normalisation -> value(run, subject, metric).stream()
                                .map(value -> Math.round(value * bound.applyAsDouble(normalisation)))))
                .toArray();
    }
}
