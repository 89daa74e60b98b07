package io.perfbudgets.maven.imports;

import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.Percentiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an engine's summary says of the requests of one name.
 *
 * @param requests how many there were, exactly
 * @param failed how many of them failed, exactly; empty if it is not told
 * @param successes what is known of the durations of those that did not fail; of all, if failures are not told
 * @param nanos how long the load lasted; 0 if it is not told
 */
record Summary(long requests, OptionalLong failed, Percentiles successes, long nanos) {
    /** Both, as driven at the same time. */
    Summary plus(Summary other) {
        return new Summary(
                requests + other.requests,
                failed.isPresent() && other.failed.isPresent()
                        ? OptionalLong.of(failed.getAsLong() + other.failed.getAsLong())
                        : OptionalLong.empty(),
                successes.plus(other.successes),
                Math.max(nanos, other.nanos));
    }

    /** What was observed under load, in one stretch; empty where failures are not told. */
    Optional<LoadRun> load(String scenario) {
        return failed.stream()
                .mapToObj(failures -> new LoadRun(
                        scenario,
                        requests,
                        failures,
                        nanos == 0 ? Pace.NONE : new Pace(List.of(new Pace.Stretch(requests - failures, nanos))),
                        0,
                        0,
                        List.of()))
                .findFirst();
    }
}
