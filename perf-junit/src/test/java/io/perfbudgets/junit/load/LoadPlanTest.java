package io.perfbudgets.junit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void theRateOfAnOpenModelRisesLinearlyAndThenStays() {
        LoadPlan plan = plan(100, 4 * SECOND, 10 * SECOND, false);

        // Half of what the full rate would send: 0.5 * 100/s * 4 s, a quarter of them in the first half.
        assertThat(requestsBefore(plan, 4 * SECOND)).isEqualTo(200);
        assertThat(requestsBefore(plan, 2 * SECOND)).isEqualTo(50);
        assertThat(requestsBefore(plan, 5 * SECOND) - requestsBefore(plan, 4 * SECOND))
                .isEqualTo(100);
        assertThat(plan.openRequests()).isEqualTo(200 + 1_000);
    }

    @Test
    void withoutARampUpItsRequestsComeEvenlyFromTheStart() {
        LoadPlan plan = plan(50, 0, SECOND, false);

        assertThat(LongStream.range(0, 4).map(plan::intended))
                .containsExactly(0L, 20_000_000L, 40_000_000L, 60_000_000L);
        assertThat(plan.openRequests()).isEqualTo(50);
    }

    @Test
    void itsWordsKeepTheResultsOfDifferentLoadsApart() {
        assertThat(plan(50, 0, SECOND, false).scenario()).isEqualTo("open model, 50/s");
        assertThat(plan(0, 0, SECOND, false).scenario()).isEqualTo("closed model, 10 at a time");
        assertThat(plan(0.5, 0, SECOND, true).scenario()).isEqualTo("open model, 0.5/s, virtual threads");
    }

    private static long requestsBefore(LoadPlan plan, long nanos) {
        return LongStream.range(0, 10_000)
                .takeWhile(request -> plan.intended(request) < nanos)
                .count();
    }

    private static LoadPlan plan(double perSecond, long rampUp, long nanos, boolean virtual) {
        return new LoadPlan(0, nanos, perSecond, 10, rampUp, OptionalLong.empty(), virtual);
    }
}
