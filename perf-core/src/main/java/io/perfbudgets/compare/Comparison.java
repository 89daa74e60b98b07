package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

    private final Optional<Normalisation> normalisation;

    /**
     * @param normalisation by what durations before are multiplied to be held against those after; if that is not known, only counts
     *     are compared
     */
    public Comparison(Optional<Normalisation> normalisation) {
        this.normalisation = normalisation;
    }

    /** What is to be said of the machines in a sentence or two; empty if there is but one. */
    public String note() {
        return normalisation
                .map(known -> known.isSame()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "Before and after were measured on different machines or JVMs. Durations are normalised"
                                        + " by the canary, a fixed piece of work: one before counts as %.2f to %.2f of"
                                        + " itself%s. Counts are exact everywhere.",
                                known.least(),
                                known.most(),
                                known.underLoad()
                                        ? ""
                                        : ", and one under load is not compared, as the machines have not as many"
                                                + " processors"))
                .orElse("Before and after were measured on different machines or JVMs, and how fast each of them is was"
                        + " not recorded, so durations are not compared; counts are exact everywhere.");
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
            } else if (Observed.SIZES.contains(metric)) {
                size(subject, metric, before, after).ifPresent(changes::add);
            } else if (metric == Metric.ERROR_RATE) {
                errors(subject, before, after).ifPresent(changes::add);
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
     * @param every those too that have none
     * @param all of all of them; empty if there are none
     */
    private record Timed(List<Observed> every, List<Observed> runs, Optional<Histogram> all) {
        static Timed of(List<Observed> runs) {
            List<Observed> timed = runs.stream().filter(run -> run.values() > 0).toList();
            return new Timed(runs, timed, timed.isEmpty() ? Optional.empty() : Optional.of(Ratio.together(timed)));
        }

        Optional<Amount> percentile(Metric metric) {
            return all.map(values -> Amount.nanos(values.getValueAtPercentile(100 * metric.quantile())));
        }

        /** What a summary tells, if one run is all there is: how far values differ it does not tell. */
        Optional<Amount> told(Metric metric) {
            return every.size() == 1 && runs.isEmpty()
                    ? every.get(0).value(metric).stream()
                            .mapToObj(Amount::nanos)
                            .findFirst()
                    : Optional.empty();
        }

        long[] ofRuns(Metric metric) {
            return runs.stream().mapToLong(run -> run.durations().value(metric)).toArray();
        }
    }

    private Optional<Change> duration(Subject subject, Metric metric, Timed before, Timed after) {
        Optional<Amount> was = before.percentile(metric);
        Optional<Amount> is = after.percentile(metric);
        if (was.isEmpty() || is.isEmpty()) {
            Optional<Amount> toldBefore = was.or(() -> before.told(metric));
            Optional<Amount> toldAfter = is.or(() -> after.told(metric));
            if (toldBefore.isPresent() && toldAfter.isPresent()) {
                return Optional.of(
                        new Change(subject, metric, toldBefore, toldAfter, Optional.empty(), Word.CANNOT_SAY));
            }
            was = toldBefore;
            is = toldAfter;
        }
        if (was.isEmpty() && is.isEmpty()) {
            return Optional.empty();
        }
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.of(
                    new Change(subject, metric, was, is, Optional.empty(), was.isEmpty() ? Word.NEW : Word.GONE));
        }
        Optional<Normalisation> known = normalisation.filter(each -> each.holdsFor(subject));
        if (known.isEmpty()) {
            return Optional.of(new Change(subject, metric, was, is, Optional.empty(), Word.CANNOT_SAY));
        }
        boolean runs = before.runs().size() >= Ratio.FEWEST_RUNS && after.runs().size() >= Ratio.FEWEST_RUNS;
        Optional<Ratio> measured = runs
                ? Optional.of(Ratio.ofRuns(before.ofRuns(metric), after.ofRuns(metric)))
                : Ratio.ofValues(before.all().orElseThrow(), after.all().orElseThrow(), metric.quantile());
        Optional<Ratio> ratio = measured.map(each -> each.at(known.get()));
        return Optional.of(new Change(subject, metric, was, is, ratio, word(ratio, runs ? 1 : MARGIN), known.get()));
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

    /** What is allocated or held does not go by how fast or how busy a machine is, but is no exact count either. */
    private static Optional<Change> size(Subject subject, Metric metric, List<Observed> before, List<Observed> after) {
        long[] was = ofRuns(before, metric);
        long[] is = ofRuns(after, metric);
        if (was.length == 0 || is.length == 0) {
            return count(subject, metric, before, after);
        }
        boolean runs = was.length >= Ratio.FEWEST_RUNS && is.length >= Ratio.FEWEST_RUNS;
        Amount mean = mean(was);
        Amount now = mean(is);
        double factor = (double) now.value() / Math.max(1, mean.value());
        Ratio ratio = runs ? Ratio.ofRuns(was, is) : new Ratio(factor, factor);
        Word word =
                switch (word(Optional.of(ratio), runs ? 1 : MARGIN)) {
                    case SLOWER -> Word.MORE;
                    case FASTER -> Word.FEWER;
                    case SAME -> Word.SAME;
                    default -> Word.CANNOT_SAY;
                };
        return Optional.of(new Change(
                subject,
                metric,
                Optional.of(mean),
                Optional.of(now),
                runs ? Optional.of(ratio) : Optional.empty(),
                word));
    }

    private static long[] ofRuns(List<Observed> runs, Metric metric) {
        return runs.stream().flatMapToLong(run -> run.value(metric).stream()).toArray();
    }

    private static Amount mean(long[] values) {
        return new Amount(
                Dimension.SIZE, Math.round(Arrays.stream(values).average().orElseThrow()));
    }

    /** Shares of failed units differ if their confidence intervals do not touch. Not told where nothing failed. */
    private static Optional<Change> errors(Subject subject, List<Observed> before, List<Observed> after) {
        FailedShare was = FailedShare.of(before);
        FailedShare is = FailedShare.of(after);
        if (was.units() == 0 || is.units() == 0 || was.failed() + is.failed() == 0) {
            return Optional.empty();
        }
        Word word = Word.CANNOT_SAY;
        if (was.failed() * is.units() == is.failed() * was.units()) {
            word = Word.SAME;
        } else if (is.low() > was.high()) {
            word = Word.MORE;
        } else if (is.high() < was.low()) {
            word = Word.FEWER;
        }
        return Optional.of(new Change(
                subject, Metric.ERROR_RATE, Optional.of(was.share()), Optional.of(is.share()), Optional.empty(), word));
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
