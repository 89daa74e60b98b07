package io.perfbudgets.measure;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that was observed of one subject: of one test's doing, or merged over several.
 *
 * @param subject what was observed
 * @param test the name of the test that caused it; empty if it cannot be told or after merging several
 * @param startedAt when its first unit began
 * @param units how many units were observed
 * @param failed how many of them ended in an error
 * @param latencies their durations, warm-up left out
 * @param transactions the duration of each one's longest transaction, warm-up and units without any left out
 * @param worst the worst unit's value of each exact metric; the fewest statements for {@link Metric#QUERIES_EXACTLY}
 * @param worstUnit what the unit did that ran most statements
 * @param worstUnits what the worst unit of a metric did, where it is another one
 * @param nPlusOnes what repeated in any unit, each finding once, at its worst
 * @param repeats what any unit ran again and again with nothing that varies, each finding once, at its worst
 * @param accepted what repeated, is accepted and does not count
 * @param sqlNanos time in the database, summed over all units, nanoseconds
 * @param sqlCaptured whether a captured DataSource was in use in that JVM; if not, counts of zero mean nothing
 * @param unattributed statements that may have belonged to it
 * @param load what was observed of it under load; empty if it was under none
 * @param plans what the plans of its statements came to; empty if nobody asked for them
 * @param examples single units to look at
 * @param series what was watched over time, such as the memory of a process
 * @param allocations what its units allocated, if somebody asked
 * @param profile where it spends its time and memory; empty if it was not profiled
 * @param percentiles what a summary tells of durations that are not among {@code latencies}; empty if there is none
 * @param disturbed how many of the durations were taken while the machine was disturbed
 */
public record Measurement(
        Subject subject,
        String test,
        Instant startedAt,
        long units,
        long failed,
        Latencies latencies,
        Latencies transactions,
        Map<Metric, Long> worst,
        UnitStatements worstUnit,
        Map<Metric, UnitStatements> worstUnits,
        List<NPlusOne> nPlusOnes,
        List<RunOnce> repeats,
        AcceptedQueries accepted,
        long sqlNanos,
        boolean sqlCaptured,
        List<Unattributed> unattributed,
        Optional<LoadRun> load,
        Optional<PlanAudit> plans,
        Examples examples,
        List<Series> series,
        Allocations allocations,
        Optional<Profile> profile,
        Optional<Percentiles> percentiles,
        Disturbed disturbed) {

    public Measurement {
        worst = Map.copyOf(worst);
        worstUnits = Map.copyOf(worstUnits);
        nPlusOnes = List.copyOf(nPlusOnes);
        repeats = List.copyOf(repeats);
        unattributed = List.copyOf(unattributed);
        series = List.copyOf(series);
    }

    /** What load it was under; empty for none. What was observed under different loads is no fair sample of either. */
    public String scenario() {
        return load.map(LoadRun::scenario).orElse("");
    }

    /** The worst unit's value of an exact metric; 0 if no unit was observed. */
    public long worst(Metric metric) {
        return worst.getOrDefault(metric, 0L);
    }

    /** What the worst unit of an exact metric did. */
    public UnitStatements worstUnit(Metric metric) {
        return worstUnits.getOrDefault(metric, worstUnit);
    }

    /** The durations that a metric is a statistic of. */
    public Latencies durations(Metric metric) {
        return metric == Metric.TRANSACTION ? transactions : latencies;
    }

    /** This one with a profile. */
    public Measurement withProfile(Profile found) {
        return with(Optional.of(found), disturbed);
    }

    /** This one, all of whose durations were taken while the machine was disturbed by {@code sign}. */
    public Measurement disturbedBy(String sign) {
        return with(profile, new Disturbed(latencies.count(), Set.of(sign)));
    }

    private Measurement with(Optional<Profile> found, Disturbed by) {
        return new Measurement(
                subject,
                test,
                startedAt,
                units,
                failed,
                latencies,
                transactions,
                worst,
                worstUnit,
                worstUnits,
                nPlusOnes,
                repeats,
                accepted,
                sqlNanos,
                sqlCaptured,
                unattributed,
                load,
                plans,
                examples,
                series,
                allocations,
                found,
                percentiles,
                by);
    }
}
