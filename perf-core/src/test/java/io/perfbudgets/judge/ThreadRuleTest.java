package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadRuleTest {
    private static final Subject TEST = Subject.test("com.acme.ExportIT", "exports");
    private static final Measurement MEASUREMENT = new SubjectRecorder(TEST, TEST.name(), Instant.EPOCH).measurement();
    private static final int PROCESSORS = 4;

    @Test
    void breaksWhereEveryIterationLeavesThreads() {
        assertThat(rule(0).decide(times(22, 2))).isEqualTo(Outcome.BREACHED);
        assertThat(rule(0).decide(times(21, 2))).isEqualTo(Outcome.UNDECIDED);
        assertThat(rule(2).decide(times(22, 2))).isEqualTo(Outcome.WITHIN);
    }

    /** A thread more with each new connection, up to two for each processor, as event loops of a client are. */
    @ParameterizedTest
    @CsvSource({"1", "2", "8", "64"})
    void isSilentOnThreadsThatAreStartedOneByOneUpToTwoForEachProcessor(int processors) {
        ThreadRule rule = new ThreadRule(budget(0), processors);
        long[] left = {};
        while (rule.wantsMore(left)) {
            left = Arrays.copyOf(left, left.length + 1);
            left[left.length - 1] = left.length <= 2 * processors ? 1 : 0;
        }
        assertThat(rule.decide(left)).isEqualTo(Outcome.WITHIN);
    }

    @Test
    void goesOnForALongTimeAtMostWhereSomeIterationsLeaveThreads() {
        long[] left = {};
        while (rule(0).wantsMore(left)) {
            left = Arrays.copyOf(left, left.length + 1);
            left[left.length - 1] = left.length % 3 == 0 ? 1 : 0;
        }
        assertThat(left).hasSize(66);
        assertThat(Explanation.of(rule(0).judge(left, MEASUREMENT, Optional.empty(), "")))
                .isEqualTo("Performance budget undecided: ExportIT.exports  (@MaxThreads(0))\n"
                        + "  ExportIT.exports left 1 thread running after each iteration, budget 0"
                        + "  (22 of 66 iterations left more; 22 in a row tell a leak from a pool that fills)");
    }

    @Test
    void explainsALeak() {
        Verdict verdict = rule(0).judge(
                        times(22, 2),
                        MEASUREMENT,
                        Optional.empty(),
                        "    2 x  pool-*-thread-*   started at com.acme.Export.run(Export.java:31)");
        assertThat(Explanation.of(verdict)).isEqualTo("""
                        Performance budget broken: ExportIT.exports  (@MaxThreads(0))
                          ExportIT.exports left 2 threads running after each iteration, budget 0  (each of the last 22 iterations left so many or more, which are still alive)
                              2 x  pool-*-thread-*   started at com.acme.Export.run(Export.java:31)
                          Fix: shut down what was started, in any case and where it was started, or use one pool for all.""");
    }

    @Test
    void blamesNobodyForWhatAnotherTestMayHaveStarted() {
        Verdict verdict = rule(0).judge(times(22, 1), MEASUREMENT, Optional.of("other tests ran"), "");
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason()).isEqualTo("other tests ran");
    }

    @Test
    void saysHowManyIterationsWereTooFew() {
        Verdict verdict = rule(0).judge(times(3, 0), MEASUREMENT, Optional.empty(), "");
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(verdict.reason()).isEqualTo("none over it, but only 3 iterations in the time; 5 tell");
    }

    private static long[] times(int iterations, long left) {
        long[] all = new long[iterations];
        Arrays.fill(all, left);
        return all;
    }

    private static ThreadRule rule(long limit) {
        return new ThreadRule(budget(limit), PROCESSORS);
    }

    private static Budget budget(long limit) {
        return new Budget(
                Selector.of(TEST),
                Metric.THREADS,
                Amount.count(limit),
                new Origin("@MaxThreads(" + limit + ")", "", 0),
                Optional.empty());
    }
}
