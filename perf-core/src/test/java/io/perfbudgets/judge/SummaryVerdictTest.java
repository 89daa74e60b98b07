package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Pace;
import io.perfbudgets.measure.Percentiles;
import io.perfbudgets.measure.SubjectRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand requests from 1 ms to 1 s, one for each millisecond, unless a test says otherwise. */
class SummaryVerdictTest {
    private static final Subject GAMES = Subject.request("GET", "/api/games");
    private static final long MILLI = 1_000_000;

    @ParameterizedTest(name = "{0} of {1} ms: {2}")
    @CsvSource({
        "LATENCY_P95,   1000, WITHIN",
        "LATENCY_P95,    999, UNDECIDED",
        "LATENCY_P95,    950, UNDECIDED",
        "LATENCY_P95,    600, UNDECIDED",
        "LATENCY_P95,    499, BREACHED",
        "LATENCY_P90,    951, WITHIN",
        "LATENCY_P90,    949, UNDECIDED",
        "LATENCY_P50,    901, WITHIN",
        "LATENCY_P50,    499, UNDECIDED",
        "LATENCY_MAX,   1000, WITHIN",
        "LATENCY_MAX,    999, UNDECIDED",
        "LATENCY_MEAN,  9999, UNDECIDED",
    })
    void decidesWhatHoldsWhereverBetweenThePercentilesTheValuesLie(Metric metric, long millis, Outcome outcome) {
        assertThat(judge(metric, millis, uniform(1_000, 0.5, 0.9, 0.95, 1)).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void saysBetweenWhichNumbersTheValuesOverTheLimitLie() {
        Measurement games = uniform(1_000, 0.5, 0.9, 0.95, 1);

        assertThat(Explanation.of(judge(Metric.LATENCY_P95, 700, games))).isEqualTo("""
                Performance budget undecided: GET /api/games  (latency, budgets.yaml:7)
                  p95 latency 950 ms, budget 700 ms  (1,000 requests; between 100 and 500 of them over the limit: a \
                summary does not tell more: import each duration)
                  p50 501 ms · p90 900 ms · p95 950 ms · max 1 s; a summary tells no more""");
        assertThat(judge(Metric.LATENCY_P90, 951, games).reason())
                .isEqualTo("1,000 requests; at most 50 of them over the limit");
        assertThat(judge(Metric.LATENCY_P95, 499, games).reason())
                .isEqualTo("1,000 requests; at least 500 of them over the limit");
        assertThat(judge(Metric.LATENCY_P99, 1_000, games).observed()).isEmpty();
        assertThat(judge(Metric.LATENCY_MEAN, 600, games))
                .extracting(Verdict::reason, verdict -> verdict.observed().orElseThrow())
                .containsExactly(
                        "1,000 requests; a summary does not tell how far they differ from their mean: import each duration",
                        Amount.nanos(500_500_000));
        assertThat(judge(Metric.LATENCY_P99, 1, uniform(100, 0.5, 1)).reason())
                .isEqualTo("100 requests; between 50 and 100 of them over the limit: p99 needs 240 values");
    }

    /** A verdict on bounds is the verdict on the values themselves, whatever these are. */
    @Test
    void neverContradictsTheValuesThatWereSummedUp() {
        Random random = new Random(11);
        int decided = 0;
        for (int trial = 0; trial < 400; trial++) {
            int count = 50 + random.nextInt(2_000);
            long[] values = DoubleStream.generate(() -> MILLI * Math.exp(4 + random.nextGaussian()))
                    .limit(count)
                    .mapToLong(Math::round)
                    .toArray();
            Measurement summed = measurement(summary(values, 0.5, 0.9, 0.95, 0.99, 1));
            Latencies counted = new Latencies();
            Arrays.stream(values).forEach(counted::add);
            SubjectRecorder all = new SubjectRecorder(GAMES, "", Instant.EPOCH);
            all.addUnits(count, 0, new Latencies(counted.histogram(), new long[0]));
            long millis = 10L + random.nextInt(900);
            Outcome told = judge(Metric.LATENCY_P95, millis, summed).outcome();
            if (told != Outcome.UNDECIDED) {
                decided++;
                assertThat(told)
                        .isEqualTo(judge(Metric.LATENCY_P95, millis, all.measurement())
                                .outcome());
            }
        }
        assertThat(decided).isGreaterThan(100);
    }

    @Test
    void takesTwoSecondsOfLoadForABreach() {
        for (long seconds : new long[] {1, 3}) {
            SubjectRecorder recorder = recorder(summary(1_000, 0.5, 1));
            recorder.addLoad(new LoadRun(
                    "k6 summary",
                    1_000,
                    0,
                    new Pace(List.of(new Pace.Stretch(1_000, seconds * 1_000_000_000))),
                    0,
                    0,
                    List.of()));
            assertThat(judge(Metric.LATENCY_P95, 100, recorder.measurement()).outcome())
                    .isEqualTo(seconds < 2 ? Outcome.UNDECIDED : Outcome.BREACHED);
            Budget pace = new Budget(
                    Selector.of(GAMES),
                    Metric.THROUGHPUT,
                    new Amount(Dimension.RATE, 3_600),
                    new Origin("throughput", "budgets.yaml", 7));
            assertThat(Judge.judge(pace, recorder.measurement(), LatencyRules.DEFAULT))
                    .extracting(Verdict::outcome, Verdict::reason)
                    .containsExactly(
                            Outcome.UNDECIDED,
                            "1,000 requests succeeded in " + seconds + " s; a summary does not tell how evenly");
        }
    }

    @Test
    void countsSlowRequestsBetweenTheirBounds(@TempDir Path folder) throws Exception {
        assertThat(slow(folder, "200ms", 500).outcome()).isEqualTo(Outcome.BREACHED);
        assertThat(slow(folder, "960ms", 50).outcome()).isEqualTo(Outcome.WITHIN);
        assertThat(slow(folder, "960ms", 49))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNDECIDED,
                        "between 1 and 50 of 1,000 requests took longer than 960 ms; a summary does not tell more: import"
                                + " each duration");
    }

    private static Verdict slow(Path folder, String threshold, int allowed) throws Exception {
        Path file = folder.resolve("budgets.yaml");
        Files.writeString(
                file,
                "version: 1\ndefaults: { slowRequest: " + threshold
                        + " }\nrequests:\n  all: { match: GET /**, slowRequests: "
                        + (threshold.equals("200ms") ? 100 : allowed) + " }\n");
        Budget budget = Budgets.read(List.of(file), "shop").budgetsFor(GAMES).stream()
                .filter(each -> each.metric() == Metric.SLOW_REQUESTS)
                .findFirst()
                .orElseThrow();
        return Judge.judge(budget, uniform(1_000, 0.5, 0.9, 0.95, 1), LatencyRules.DEFAULT);
    }

    private static Verdict judge(Metric metric, long millis, Measurement measurement) {
        Budget budget = new Budget(
                Selector.of(GAMES), metric, Amount.nanos(millis * MILLI), new Origin("latency", "budgets.yaml", 7));
        return Judge.judge(budget, measurement, LatencyRules.DEFAULT);
    }

    private static Measurement uniform(int count, double... shares) {
        return measurement(summary(count, shares));
    }

    private static Percentiles summary(int count, double... shares) {
        long[] values = new long[count];
        Arrays.setAll(values, i -> (i + 1) * MILLI);
        return summary(values, shares);
    }

    /** As k6 sums up: interpolated between two values. */
    private static Percentiles summary(long[] values, double... shares) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Percentiles.Point> points = Arrays.stream(shares)
                .mapToObj(share -> {
                    double rank = share * (sorted.length - 1);
                    long low = sorted[(int) Math.floor(rank)];
                    long high = sorted[(int) Math.ceil(rank)];
                    return new Percentiles.Point(
                            share,
                            Math.round(low + (high - low) * (rank - Math.floor(rank))),
                            (long) Math.floor(rank) + 1,
                            sorted.length - (long) Math.ceil(rank));
                })
                .toList();
        return new Percentiles(
                sorted.length,
                points,
                OptionalLong.of(Math.round(Arrays.stream(sorted).average().orElse(0))));
    }

    private static Measurement measurement(Percentiles known) {
        return recorder(known).measurement();
    }

    private static SubjectRecorder recorder(Percentiles known) {
        SubjectRecorder recorder = new SubjectRecorder(GAMES, "", Instant.EPOCH);
        recorder.addUnits(known.count(), 0, new Latencies());
        recorder.addPercentiles(known);
        return recorder;
    }
}
