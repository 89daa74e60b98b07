package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Holds runs after against runs before, subject by subject and metric by metric. Stateless after construction,
 * thread-safe.
 *
 * <p>Counts are exact: the worst unit on either side is compared, and any difference is one. Durations are estimates: with
 * three runs or more on either side their confidence interval holds what differs from run to run; with fewer it holds only
 * what differs from value to value, and a difference below {@value #MARGIN_PERCENT} % is not believed.
 */
public final class Comparison {
    /** Two runs of the same code may differ by so much, percent, with nothing to tell it from a change. */
    public static final int MARGIN_PERCENT = 10;

    private static final double MARGIN = 1 + MARGIN_PERCENT / 100.0;
    private static final List<Metric> PERCENTILES = List.of(Metric.LATENCY_P50, Metric.LATENCY_P95, Metric.LATENCY_P99);
    private static final Set<Metric> OF_QUERIES = Set.of(
            Metric.QUERIES_EXACTLY,
            Metric.QUERIES_SELECT,
            Metric.QUERIES_INSERT,
            Metric.QUERIES_UPDATE,
            Metric.QUERIES_DELETE);
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::name);

    private final boolean sameMachine;

    /**
     * @param sameMachine whether durations before and after mean the same; if not, only counts are compared
     */
    public Comparison(boolean sameMachine) {
        this.sameMachine = sameMachine;
    }

    /**
     * Compares.
     *
     * @param before what each run before observed of each subject
     * @param after what each run after observed
     * @return by subject, in the order of its metrics; of statements of one kind, and of the fewest of any unit, only
     *     what {@link Metric#QUERIES} does not say already
     */
    public List<Change> of(List<Map<Subject, Observed>> before, List<Map<Subject, Observed>> after) {
        Set<Subject> subjects = new LinkedHashSet<>();
        Stream.concat(before.stream(), after.stream()).forEach(run -> subjects.addAll(run.keySet()));
        return subjects.stream()
                .sorted(ORDER)
                .flatMap(subject -> changes(subject, observed(before, subject), observed(after, subject)))
                .toList();
    }

    private static List<Observed> observed(List<Map<Subject, Observed>> runs, Subject subject) {
        return runs.stream().flatMap(run -> Stream.ofNullable(run.get(subject))).toList();
    }

    private Stream<Change> changes(Subject subject, List<Observed> before, List<Observed> after) {
        Timed was = Timed.of(before);
        Timed is = Timed.of(after);
        Optional<Change> queries = count(subject, Metric.QUERIES, before, after);
        List<Change> changes = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (PERCENTILES.contains(metric)) {
                duration(subject, metric, was, is).ifPresent(changes::add);
            } else if (metric.judging() == Judging.EXACT) {
                count(subject, metric, before, after)
                        .filter(change -> !isTheSame(change, queries))
                        .ifPresent(changes::add);
            }
        }
        return changes.stream();
    }

    /** All of the statements, be they the fewest of any unit or of one kind, are the same observation. */
    private static boolean isTheSame(Change change, Optional<Change> queries) {
        return OF_QUERIES.contains(change.metric())
                && queries.filter(all -> all.before().equals(change.before())
                                && all.after().equals(change.after()))
                        .isPresent();
    }

    /**
     * The runs that have durations.
     *
     * @param all of all of them; empty if there are none
     */
    private record Timed(List<Observed> runs, Optional<Histogram> all) {
        static Timed of(List<Observed> runs) {
            List<Observed> timed = runs.stream().filter(run -> run.values() > 0).toList();
            return new Timed(timed, timed.isEmpty() ? Optional.empty() : Optional.of(Ratio.together(timed)));
        }

        Optional<Amount> percentile(Metric metric) {
            return all.map(values -> Amount.nanos(values.getValueAtPercentile(100 * metric.quantile())));
        }

        long[] ofRuns(Metric metric) {
            return runs.stream().mapToLong(run -> run.durations().value(metric)).toArray();
        }
    }

    private Optional<Change> duration(Subject subject, Metric metric, Timed before, Timed after) {
        Optional<Amount> was = before.percentile(metric);
        Optional<Amount> is = after.percentile(metric);
        if (was.isEmpty() && is.isEmpty()) {
            return Optional.empty();
        }
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.of(
                    new Change(subject, metric, was, is, Optional.empty(), was.isEmpty() ? Word.NEW : Word.GONE));
        }
        if (!sameMachine) {
            return Optional.of(new Change(subject, metric, was, is, Optional.empty(), Word.CANNOT_SAY));
        }
        boolean runs = before.runs().size() >= Ratio.FEWEST_RUNS && after.runs().size() >= Ratio.FEWEST_RUNS;
        Optional<Ratio> ratio = runs
                ? Optional.of(Ratio.ofRuns(before.ofRuns(metric), after.ofRuns(metric)))
                : Ratio.ofValues(before.all().orElseThrow(), after.all().orElseThrow(), metric.quantile());
        return Optional.of(new Change(subject, metric, was, is, ratio, word(ratio, runs ? 1 : MARGIN)));
    }

    /** What a ratio means that must be at least that far from 1 to be believed. */
    private static Word word(Optional<Ratio> known, double least) {
        return known.map(ratio -> {
                    if (ratio.low() > least) {
                        return Word.SLOWER;
                    }
                    if (ratio.high() < 1 / least) {
                        return Word.FASTER;
                    }
                    return ratio.high() < MARGIN && ratio.low() > 1 / MARGIN ? Word.SAME : Word.CANNOT_SAY;
                })
                .orElse(Word.CANNOT_SAY);
    }

    private static Optional<Change> count(Subject subject, Metric metric, List<Observed> before, List<Observed> after) {
        Optional<Amount> was = worst(before, metric);
        Optional<Amount> is = worst(after, metric);
        if (was.isEmpty() && is.isEmpty()) {
            return Optional.empty();
        }
        Word word = Word.NEW;
        if (was.isPresent()) {
            word = is.map(now -> Long.compare(now.value(), was.get().value()))
                    .map(sign -> sign == 0 ? Word.SAME : sign > 0 ? Word.MORE : Word.FEWER)
                    .orElse(Word.GONE);
        }
        return Optional.of(new Change(subject, metric, was, is, Optional.empty(), word));
    }

    private static Optional<Amount> worst(List<Observed> runs, Metric metric) {
        return runs.stream()
                .flatMap(run -> Stream.ofNullable(run.worst().get(metric)))
                .reduce((one, other) -> metric.isWorse(one, other) ? one : other)
                .map(value -> new Amount(metric.dimension(), value));
    }
}
