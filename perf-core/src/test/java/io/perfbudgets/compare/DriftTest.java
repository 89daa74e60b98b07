package io.perfbudgets.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Subject GAMES = Subject.request("GET", "/games");

    private final Random random = new Random(5);

    @Test
    void namesTheRunsBetweenWhichADurationChanged() {
        List<Map<Subject, Observed>> runs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            runs.add(run(i < 18 ? 20 : 25, 3));
        }

        List<Drift> changes = Drift.in(runs);

        assertThat(changes).extracting(Drift::metric).containsExactly(Metric.LATENCY_P50, Metric.LATENCY_P95);
        Drift first = changes.get(0);
        assertThat(first.subject()).isEqualTo(GAMES);
        assertThat(first.last()).isBetween(16, 18);
        assertThat(first.first()).isEqualTo(first.last() + 1);
        assertThat(first.difference()).isCloseTo(0.25, within(0.03));
    }

    @Test
    void tellsACountThatStayedChangedAndNotOneThatWentBack() {
        List<Map<Subject, Observed>> runs = List.of(run(20, 3), run(20, 4), run(20, 3), run(20, 5), run(20, 5));

        assertThat(Drift.in(runs))
                .containsExactly(new Drift(GAMES, Metric.QUERIES, 2, 3, Amount.count(3), Amount.count(5)));
    }

    @Test
    void skipsRunsThatDidNotObserveTheSubject() {
        List<Map<Subject, Observed>> runs = List.of(run(20, 3), Map.of(), run(20, 5), run(20, 5));

        assertThat(Drift.in(runs))
                .containsExactly(new Drift(GAMES, Metric.QUERIES, 0, 2, Amount.count(3), Amount.count(5)));
    }

    private Map<Subject, Observed> run(double millis, long queries) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(Math.round(millis * 1e6 * Math.exp(0.02 * random.nextGaussian())), 100);
        return Map.of(GAMES, new Observed(100, 0, 0, Map.of(Metric.QUERIES, queries), histogram));
    }
}
