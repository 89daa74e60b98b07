package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocationJudgeTest {
    private static final Subject EXPORT = Subject.request("GET", "/api/export");
    private static final long MB = 1_000_000;

    private final SubjectRecorder recorder = new SubjectRecorder(EXPORT, "com.acme.ExportIT.exports", Instant.EPOCH);

    @Test
    void isBrokenByAMedianThatIsClearlyOverTheLimit() {
        warm(19, 212 * MB);
        warm(1, 2 * MB);
        assertThat(Explanation.of(judge(10))).isEqualTo("""
                        Performance budget broken: ExportIT.exports  (@MaxAllocation("10MB"), ExportIT.java:42)
                          GET /api/export allocated 212 MB in one request, budget 10 MB  (19 of 20 requests over it, 2 MB to 212 MB)
                          Fix: stream large bodies through a small buffer instead of holding them whole, read a page instead of everything, and keep what is the same for all.""");
    }

    @Test
    void namesTheOtherThreadsOfTheUnitThatAllocatedMost() {
        warm(19, 20 * MB);
        add(new Allocation(30 * MB, 28 * MB, false, List.of("pool-1-thread-1"), ""), true);
        assertThat(Explanation.of(judge(10))).contains("\n  at most 30 MB, of which 28 MB on pool-1-thread-1\n");
    }

    @Test
    void isKeptWhereNoUnitIsOverTheLimitHoweverFewThereAre() {
        add(new Allocation(9 * MB, 0, true, List.of(), ""), true);
        assertThat(judge(10))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(Outcome.WITHIN, "all of 1 request");
    }

    @Test
    void isNotDecidedByUnitsOfAColdJvm() {
        for (int i = 0; i < 50; i++) {
            add(new Allocation(90 * MB, 0, true, List.of(), ""), true);
            add(new Allocation(90 * MB, 0, false, List.of(), ""), false);
        }
        warm(9, 90 * MB);
        assertThat(judge(10))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(
                        Outcome.UNDECIDED,
                        "9 of 9 requests over it, 90 MB to 90 MB; 100 more while the JVM warmed up or loaded classes do not"
                                + " count; a cold JVM allocates more, so a breach takes 10 units in which it loads no class;"
                                + " the body of a test with @MaxAllocation is repeated");
    }

    @Test
    void lacksUnitsOnlyWhereThoseThatItHasAreAllClearlyOver() {
        warm(3, 200 * MB);
        assertThat(lacksUnits(judge(10))).isTrue();
        assertThat(lacksUnits(judge(190))).isFalse();
        assertThat(lacksUnits(judge(300))).isFalse();
        warm(7, 200 * MB);
        assertThat(lacksUnits(judge(10))).isFalse();
        assertThat(judge(10).outcome()).isEqualTo(Outcome.BREACHED);
    }

    private static boolean lacksUnits(Verdict verdict) {
        return Judge.lacksUnits(verdict, LatencyRules.DEFAULT);
    }

    @Test
    void isKeptWhereOnlyTheColdUnitsAndAFewOthersAreOverTheLimit() {
        add(new Allocation(90 * MB, 0, true, List.of(), ""), true);
        warm(3, 12 * MB);
        warm(17, 8 * MB);
        assertThat(judge(10).outcome()).isEqualTo(Outcome.WITHIN);
    }

    @Test
    void leavesATenthForTheDifferencesOfJdks() {
        warm(20, 10_500_000);
        assertThat(judge(10)).extracting(Verdict::outcome).isEqualTo(Outcome.UNDECIDED);
        assertThat(judge(10).reason()).endsWith("; less than a tenth over the limit, by which JDKs differ");
    }

    @Test
    void isUndecidedBetweenTheTwo() {
        warm(10, 5 * MB);
        warm(10, 50 * MB);
        assertThat(judge(10).reason()).contains("10 of 20 requests over it").endsWith("too close to the limit to say");
    }

    @Test
    void isNotMeasuredWhereOneUnitIsNotKnownUnlessTheOthersBreakIt() {
        add(Allocation.unknown("this JVM does not tell"), true);
        warm(20, MB);
        assertThat(judge(10))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(Outcome.UNMEASURED, "this JVM does not tell");
        warm(100, 20 * MB);
        assertThat(judge(10).outcome()).isEqualTo(Outcome.BREACHED);
    }

    @Test
    void isNotMeasuredWithoutAUnit() {
        assertThat(judge(10))
                .extracting(Verdict::outcome, Verdict::reason)
                .containsExactly(Outcome.UNMEASURED, "no request was observed");
    }

    private void warm(int count, long bytes) {
        for (int i = 0; i < count; i++) {
            add(new Allocation(bytes, 0, false, List.of(), ""), true);
        }
    }

    private void add(Allocation allocation, boolean timed) {
        recorder.add(
                new UnitResult(1_000_000, UnitStatements.NONE, List.of(), List.of(), false, allocation, 512), timed);
    }

    private Verdict judge(long megabytes) {
        Budget budget = new Budget(
                Selector.of(EXPORT),
                Metric.ALLOCATION,
                new Amount(Dimension.SIZE, megabytes * MB),
                new Origin("@MaxAllocation(\"10MB\")", "ExportIT.java", 42));
        return Judge.judge(budget, recorder.measurement(), LatencyRules.DEFAULT);
    }
}
