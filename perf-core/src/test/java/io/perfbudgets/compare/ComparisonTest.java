package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.CanaryTimes;
import io.perfbudgets.measure.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final Comparison COMPARISON = new Comparison(Optional.of(Normalisation.SAME));

    private final Random random = new Random(7);

    @Test
    void comparesCountsExactlyEvenAcrossMachines() {
        List<Change> changes =
                new Comparison(Optional.empty()).of(List.of(run(10, 400, 101)), List.of(run(10, 400, 2)));

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
        List<Change> changes = new Comparison(Optional.empty()).of(List.of(run(10, 400, 1)), List.of(run(100, 400, 1)));

        assertThat(word(changes, Metric.LATENCY_P95)).isEqualTo(Word.CANNOT_SAY);
    }

    @Test
    void normalisesDurationsOfAnotherMachineByItsCanary() {
        // There the canary takes half the time, in both its parts: what took 10 ms there takes some 20 ms here.
        Comparison normalised = new Comparison(
                Optional.of(Normalisation.of(new CanaryTimes(10_000, 20_000), new CanaryTimes(20_000, 40_000), false)));

        List<Change> alike = normalised.of(List.of(run(10, 4_000, 3)), List.of(run(20, 4_000, 3)));
        List<Change> slower = normalised.of(List.of(run(10, 4_000, 3)), List.of(run(40, 4_000, 4)));
        List<Change> faster = normalised.of(List.of(run(10, 4_000, 3)), List.of(run(10, 4_000, 3)));

        assertThat(word(alike, Metric.LATENCY_P95)).isEqualTo(Word.CANNOT_SAY);
        assertThat(word(slower, Metric.LATENCY_P95)).isEqualTo(Word.SLOWER);
        assertThat(word(faster, Metric.LATENCY_P95)).isEqualTo(Word.FASTER);
        assertThat(word(slower, Metric.QUERIES)).isEqualTo(Word.MORE);
        assertThat(slower)
                .filteredOn(change -> change.metric() == Metric.LATENCY_P50)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.difference().orElseThrow()).isCloseTo(1, within(0.05));
                    assertThat(change.interval()).matches("1\\.\\d\\d to 2\\.\\d\\d x, normalised");
                });
        assertThat(normalised.note()).contains("one before counts as 1.82 to 2.20 of itself", "one under load is not");
    }

    @Test
    void comparesNoDurationUnderLoadWithOneOfAMachineWithOtherProcessors() {
        Subject loaded = GAMES.under("32 at a time");
        Map<Subject, Observed> before = Map.of(loaded, run(10, 400, 1).get(GAMES));
        Map<Subject, Observed> after = Map.of(loaded, run(90, 400, 1).get(GAMES));

        assertThat(word(
                        new Comparison(Optional.of(new Normalisation(0.9, 1.2, false)))
                                .of(List.of(before), List.of(after)),
                        Metric.LATENCY_P95))
                .isEqualTo(Word.CANNOT_SAY);
        assertThat(word(
                        new Comparison(Optional.of(new Normalisation(0.9, 1.2, true)))
                                .of(List.of(before), List.of(after)),
                        Metric.LATENCY_P95))
                .isEqualTo(Word.SLOWER);
    }

    @Test
    void comparesWhatIsAllocatedAndWhatFails() {
        List<Change> much =
                COMPARISON.of(List.of(costing(1_000, 0, 1_000_000)), List.of(costing(1_000, 40, 1_500_000)));
        List<Change> little =
                COMPARISON.of(List.of(costing(1_000, 2, 1_000_000)), List.of(costing(1_000, 3, 1_050_000)));

        assertThat(word(much, Metric.ERROR_RATE)).isEqualTo(Word.MORE);
        assertThat(word(much, Metric.ALLOCATION)).isEqualTo(Word.MORE);
        assertThat(word(little, Metric.ERROR_RATE)).isEqualTo(Word.CANNOT_SAY);
        assertThat(word(little, Metric.ALLOCATION)).isEqualTo(Word.SAME);
        assertThat(COMPARISON.of(List.of(run(10, 9, 1)), List.of(run(10, 9, 1))))
                .extracting(Change::metric)
                .doesNotContain(Metric.ERROR_RATE, Metric.ALLOCATION);
    }

    @Test
    void comparesWhatMemoryCameToWhereAVerdictTellsIt() {
        Budget budget = new Budget(
                new Selector.Exactly(GAMES),
                Metric.MEMORY_PEAK,
                new Amount(Dimension.SIZE, 512_000_000),
                new Origin("process.memory.peak", "budgets.yaml", 3));
        Observed was = new Observed(1, 0, 0, Map.of(), new Histogram(3))
                .with(new Verdict(
                        budget,
                        GAMES,
                        Outcome.WITHIN,
                        Optional.of(new Amount(Dimension.SIZE, 200_000_000)),
                        "",
                        Optional.empty()));
        Observed is = new Observed(1, 0, 0, Map.of(Metric.MEMORY_PEAK, 300_000_000L), new Histogram(3));

        assertThat(word(COMPARISON.of(List.of(Map.of(GAMES, was)), List.of(Map.of(GAMES, is))), Metric.MEMORY_PEAK))
                .isEqualTo(Word.MORE);
    }

    private static Map<Subject, Observed> costing(long units, long failed, long bytes) {
        return Map.of(GAMES, new Observed(units, failed, 0, Map.of(Metric.ALLOCATION, bytes), new Histogram(3)));
    }

    @Test
    void showsWhatSummariesTellAndDoesNotSayWhetherItDiffers() {
        Observed was = new Observed(1_000, 0, 0, Map.of(Metric.LATENCY_P95, 20_000_000L), new Histogram(3));
        Observed is = new Observed(1_000, 0, 0, Map.of(Metric.LATENCY_P95, 50_000_000L), new Histogram(3));

        assertThat(COMPARISON.of(List.of(Map.of(GAMES, was)), List.of(Map.of(GAMES, is))))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.word()).isEqualTo(Word.CANNOT_SAY);
                    assertThat(change.difference().orElseThrow()).isCloseTo(1.5, within(1e-9));
                });
        assertThat(was.plus(is).value(Metric.LATENCY_P95)).isEmpty();
    }

    @Test
    void writesSmallRatiosWithTwoDigitsThatCount() {
        assertThat(new Ratio(0.00414, 0.00519)).hasToString("0.0041 to 0.0052 x");
        assertThat(new Ratio(0.121, 12.346)).hasToString("0.12 to 12.35 x");
        assertThat(new Ratio(0, 0.5)).hasToString("0.00 to 0.50 x");
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
