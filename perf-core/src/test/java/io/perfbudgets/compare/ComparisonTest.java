package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Comparison COMPARISON = new Comparison(true);

    private final Random random = new Random(7);

    @Test
    void comparesCountsExactlyEvenAcrossMachines() {
        List<Change> changes = new Comparison(false).of(List.of(run(10, 400, 101)), List.of(run(10, 400, 2)));

        assertThat(changes)
                .filteredOn(change -> change.metric() == Metric.QUERIES)
                .containsExactly(new Change(
                        GAMES,
                        Metric.QUERIES,
                        Optional.of(Amount.count(101)),
                        Optional.of(Amount.count(2)),
                        Optional.empty(),
                        Word.FEWER));
    }

    @Test
    void tellsStatementsThatAreAllOfOneKindOnce() {
        List<Change> changes = COMPARISON.of(List.of(counting(101, 101, 101, 0)), List.of(counting(2, 2, 2, 0)));
        List<Change> differing = COMPARISON.of(List.of(counting(101, 2, 99, 2)), List.of(counting(2, 2, 2, 0)));

        assertThat(changes).extracting(Change::metric).containsExactly(Metric.QUERIES, Metric.QUERIES_UPDATE);
        assertThat(differing)
                .extracting(Change::metric)
                .containsExactly(Metric.QUERIES, Metric.QUERIES_EXACTLY, Metric.QUERIES_SELECT, Metric.QUERIES_UPDATE);
    }

    private static Map<Subject, Observed> counting(long most, long fewest, long selects, long updates) {
        return Map.of(
                GAMES,
                new Observed(
                        1,
                        0,
                        0,
                        Map.of(
                                Metric.QUERIES, most,
                                Metric.QUERIES_EXACTLY, fewest,
                                Metric.QUERIES_SELECT, selects,
                                Metric.QUERIES_UPDATE, updates),
                        new Histogram(3)));
    }

    @Test
    void refusesToCompareDurationsAcrossMachines() {
        List<Change> changes = new Comparison(false).of(List.of(run(10, 400, 1)), List.of(run(100, 400, 1)));

        assertThat(word(changes, Metric.LATENCY_P95)).isEqualTo(Word.CANNOT_SAY);
    }

    @Test
    void tellsWhatIsNewAndWhatIsGone() {
        List<Change> added = COMPARISON.of(List.of(Map.of()), List.of(run(10, 400, 1)));
        List<Change> removed = COMPARISON.of(List.of(run(10, 400, 1)), List.of(Map.of()));

        assertThat(added).isNotEmpty().allMatch(change -> change.word() == Word.NEW);
        assertThat(removed).isNotEmpty().allMatch(change -> change.word() == Word.GONE);
    }

    @Test
    void believesALargeDifferenceOfTwoRunsAndNoSmallOne() {
        assertThat(word(COMPARISON.of(List.of(run(20, 1_000, 1)), List.of(run(10, 1_000, 1))), Metric.LATENCY_P95))
                .isEqualTo(Word.FASTER);
        assertThat(word(COMPARISON.of(List.of(run(10, 1_000, 1)), List.of(run(20, 1_000, 1))), Metric.LATENCY_P95))
                .isEqualTo(Word.SLOWER);
        assertThat(word(COMPARISON.of(List.of(run(10, 9_000, 1)), List.of(run(11.1, 9_000, 1))), Metric.LATENCY_P95))
                .isEqualTo(Word.CANNOT_SAY);
        assertThat(word(COMPARISON.of(List.of(run(10, 9_000, 1)), List.of(run(10, 9_000, 1))), Metric.LATENCY_P50))
                .isEqualTo(Word.SAME);
    }

    @Test
    void saysThatItCannotSayFromTooFewValues() {
        List<Change> changes = COMPARISON.of(List.of(run(10, 20, 1)), List.of(run(30, 20, 1)));

        assertThat(word(changes, Metric.LATENCY_P99)).isEqualTo(Word.CANNOT_SAY);
    }

    /** Runs of one code differ by 5 % from each other, whatever the number of values. */
    @Test
    void mistakesWhatDiffersFromRunToRunForAChangeInAtMostOneOfAHundredComparisons() {
        int trials = 400;
        int wrong = 0;
        int found = 0;
        for (int trial = 0; trial < trials; trial++) {
            Word nothing = word(COMPARISON.of(runs(6, 10), runs(6, 10)), Metric.LATENCY_P95);
            wrong += nothing == Word.FASTER || nothing == Word.SLOWER ? 1 : 0;
            Word slower = word(COMPARISON.of(runs(10, 10), runs(10, 11.5)), Metric.LATENCY_P95);
            found += slower == Word.SLOWER ? 1 : 0;
        }
        assertThat(wrong / (double) trials).isLessThanOrEqualTo(0.015);
        assertThat(found / (double) trials).isGreaterThan(0.95);
    }

    private List<Map<Subject, Observed>> runs(int count, double millis) {
        List<Map<Subject, Observed>> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(run(millis * Math.exp(0.05 * random.nextGaussian()), 100, 1));
        }
        return runs;
    }

    private Map<Subject, Observed> run(double millis, int units, long queries) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < units; i++) {
            histogram.recordValue((long) (millis * 1e6 * Math.exp(0.1 * random.nextGaussian())));
        }
        return Map.of(GAMES, new Observed(units, 0, 0, Map.of(Metric.QUERIES, queries), histogram));
    }

    private static Word word(List<Change> changes, Metric metric) {
        return changes.stream()
                .filter(change -> change.metric() == metric)
                .findFirst()
                .orElseThrow()
                .word();
    }
}
