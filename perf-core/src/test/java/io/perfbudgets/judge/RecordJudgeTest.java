package io.perfbudgets.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.measure.Unattributed;
import io.perfbudgets.measure.UnitResult;
import io.perfbudgets.recorded.RecordedDiff;
import io.perfbudgets.recorded.RecordedStep;
import io.perfbudgets.recorded.RecordedTest;
import io.perfbudgets.recorded.RecordedUnit;
import io.perfbudgets.sql.UnitStatements;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJudgeTest {
    private static final Subject TEST = Subject.test("com.acme.GamesApiIT", "listGames");
    private static final Budget BUDGET = new Budget(
            Selector.of(TEST),
            Metric.QUERIES_RECORDED,
            Amount.count(0),
            new Origin("@RecordedQueries", "GamesApiIT.java", 42));
    private static final RecordedTest RECORDED = test(
            step(1, "select g.* from games g", ""),
            step(1, "select a.* from annotations a where a.game_id in (?...)", ""));
    private static final RecordedTest RAN = test(
            step(1, "select g.* from games g", "GameRepository.java:31"),
            step(100, "select a.* from annotations a where a.game_id = ?", "GameService.java:57"));

    private final SubjectRecorder recorder = new SubjectRecorder(TEST, TEST.name(), Instant.EPOCH);

    @Test
    void saysWhatRanInsteadOfWhatIsRecorded() {
        recorder.sqlCaptured(true);
        recorder.add(new UnitResult(1, UnitStatements.NONE, List.of(), false), true);
        assertThat(Explanation.of(judge(RAN))).isEqualTo("""
                Performance budget broken: GamesApiIT.listGames  (@RecordedQueries, GamesApiIT.java:42)
                  ran other statements than recorded in src/test/java/com/acme/GamesApiIT.queries.yaml:5
                      GET /api/games
                            1 x  select g.* from games g
                    -       1 x  select a.* from annotations a where a.game_id in (?...)
                    +     100 x  select a.* from annotations a where a.game_id = ?   (GameService.java:57)
                  Fix: if that is meant, record it anew with -Dperf.recorded=update and review the change of the file.""");
        assertThat(judge(RAN).observed()).contains(Amount.count(2));
        assertThat(judge(RECORDED).outcome()).isEqualTo(Outcome.WITHIN);
    }

    @Test
    void isNotMeasuredWhereStatementsMayBeMissing() {
        recorder.add(new UnitResult(1, UnitStatements.NONE, List.of(), false), true);
        assertThat(judge(RAN).outcome()).isEqualTo(Outcome.UNMEASURED);
        assertThat(judge(RAN).reason()).startsWith("no captured DataSource was used");
        recorder.sqlCaptured(true);
        recorder.addUnattributed(new Unattributed("select ?", "pool-1"));
        assertThat(judge(RECORDED).outcome()).isEqualTo(Outcome.UNMEASURED);
    }

    private Verdict judge(RecordedTest ran) {
        return Judge.judge(
                BUDGET,
                recorder.measurement(),
                RecordedDiff.of(RECORDED, ran),
                "src/test/java/com/acme/GamesApiIT.queries.yaml:5");
    }

    private static RecordedTest test(RecordedStep... steps) {
        return RecordedTest.observed(List.of(new RecordedUnit("GET /api/games", 1, false, List.of(steps))));
    }

    private static RecordedStep step(long count, String statement, String site) {
        return new RecordedStep(count, statement, site);
    }
}
