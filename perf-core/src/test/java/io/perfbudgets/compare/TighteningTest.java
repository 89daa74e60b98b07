package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Tightening.Past;
import io.perfbudgets.judge.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TighteningTest {
    private static final long MILLI = 1_000_000;
    private static final Tightening TIGHTENING = new Tightening(new Headroom(1), 10);

    @Test
    void proposesTwiceTheWorstOfTenRunsRoundedAway() {
        assertThat(proposed(Metric.LATENCY_P95, 200 * MILLI, 30_000_000, 41_600_000))
                .contains(Amount.nanos(84 * MILLI));
        assertThat(proposed(Metric.RESPONSE_SIZE, 1_000_000, 40_001, 40_001)).contains(size(81_000));
    }

    @Test
    void proposesForCountsWhatTheWorstUnitOfAllRunsDid() {
        assertThat(proposed(Metric.QUERIES, 5, 2, 4)).contains(Amount.count(4));
        assertThat(proposed(Metric.QUERIES_INSERT, 1, 0, 0)).contains(Amount.count(0));
        assertThat(proposed(Metric.QUERIES, 4, 2, 4)).isEmpty();
        assertThat(proposed(Metric.QUERIES_EXACTLY, 4, 2, 2)).isEmpty();
    }

    @Test
    void raisesAMinimumTowardsTheWorstOfTheRuns() {
        assertThat(proposed(Metric.THROUGHPUT, 50 * 3_600, 305 * 3_600, 225 * 3_600))
                .contains(new Amount(Dimension.RATE, 110 * 3_600));
        assertThat(proposed(Metric.THROUGHPUT, 100 * 3_600, 305 * 3_600, 225 * 3_600))
                .isEmpty();
    }

    @Test
    void neverProposesALooserLimitNorOneThatIsHardlyTighter() {
        assertThat(proposed(Metric.LATENCY_P95, 80 * MILLI, 41 * MILLI, 41 * MILLI))
                .isEmpty();
        assertThat(proposed(Metric.LATENCY_P95, 100 * MILLI, 41 * MILLI, 41 * MILLI))
                .isEmpty();
        assertThat(proposed(Metric.ERROR_RATE, 10_000, 0, 0)).isEmpty();
    }

    @Test
    void headroomHasToHaveLasted() {
        Budget budget = budget(Metric.QUERIES, 9);

        assertThat(TIGHTENING.of(budget, runs(9, 2, 2).toList())).isEmpty();
        Past undecided = new Past("10", Outcome.UNDECIDED, OptionalLong.of(2), Optional.empty());
        Past unmeasured = new Past("10", Outcome.UNMEASURED, OptionalLong.empty(), Optional.empty());
        for (Past last : new Past[] {undecided, unmeasured}) {
            assertThat(TIGHTENING.of(
                            budget,
                            Stream.concat(runs(10, 2, 2), Stream.of(last)).toList()))
                    .isEmpty();
        }
    }

    @Test
    void aLimitThatFewValuesCouldNotDecideIsWidenedUntilTheyCan() {
        Histogram few = new Histogram(3);
        IntStream.range(0, 58).forEach(i -> few.recordValue(10 * MILLI));
        few.recordValue(30 * MILLI);
        Observed observed = new Observed(59, 0, 0, Map.of(), few);

        Optional<Amount> limit = TIGHTENING
                .of(
                        budget(Metric.LATENCY_P95, 200 * MILLI),
                        IntStream.range(0, 10)
                                .mapToObj(run -> new Past(
                                        "run-" + run,
                                        Outcome.WITHIN,
                                        OptionalLong.of(10 * MILLI),
                                        Optional.of(observed)))
                                .toList())
                .map(Tightening.Proposal::limit);

        assertThat(limit)
                .hasValueSatisfying(amount -> assertThat(amount.value()).isBetween(30 * MILLI, 40 * MILLI));
    }

    private static Optional<Amount> proposed(Metric metric, long limit, long most, long last) {
        return TIGHTENING
                .of(budget(metric, limit), runs(10, most, last).toList())
                .map(Tightening.Proposal::limit);
    }

    private static Stream<Past> runs(int count, long value, long last) {
        return IntStream.range(0, count)
                .mapToObj(run -> new Past(
                        "run-" + run,
                        Outcome.WITHIN,
                        OptionalLong.of(run == count - 1 ? last : value),
                        Optional.empty()));
    }

    private static Budget budget(Metric metric, long limit) {
        return new Budget(
                Selector.of(Subject.request("GET", "/games")),
                metric,
                new Amount(metric.dimension(), limit),
                new Origin("requests.games." + metric.key(), "budgets.yaml", 3));
    }

    private static Amount size(long bytes) {
        return new Amount(Dimension.SIZE, bytes);
    }
}
