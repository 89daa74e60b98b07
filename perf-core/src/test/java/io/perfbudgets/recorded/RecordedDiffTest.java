package io.perfbudgets.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedDiffTest {
    private static final RecordedStep GAMES = step(1, "select g.* from games g");
    private static final RecordedStep CLIPS = step(1, "select c.* from clips c");

    @Test
    void isEmptyForTheSameWhateverLineRanIt() {
        RecordedTest recorded = test(unit("GET /games", GAMES));
        RecordedTest ran = test(unit("GET /games", new RecordedStep(1, GAMES.statement(), "Games.java:7")));
        assertThat(RecordedDiff.of(recorded, ran)).isEqualTo(new RecordedDiff(0, List.of()));
    }

    @Test
    void showsWhatIsNewWhatIsMissingAndWhatRanAnotherNumberOfTimes() {
        RecordedTest recorded = test(
                unit("test", CLIPS),
                unit("GET /games", GAMES, step(1, "select a.* from annotations a where a.game_id in (?...)"), CLIPS),
                unit("GET /clips", CLIPS));
        RecordedTest ran = test(
                unit("test", CLIPS),
                unit(
                        "GET /games",
                        GAMES,
                        new RecordedStep(
                                100, "select a.* from annotations a where a.game_id = ?", "GameService.java:57"),
                        step(2, CLIPS.statement())),
                unit("GET /clips", CLIPS));
        assertThat(RecordedDiff.of(recorded, ran).changes()).isEqualTo(4);
        assertThat(String.join("\n", RecordedDiff.of(recorded, ran).lines()))
                .isEqualTo("""
                    …
                    GET /games
                          1 x  select g.* from games g
                  -       1 x  select a.* from annotations a where a.game_id in (?...)
                  -       1 x  select c.* from clips c
                  +     100 x  select a.* from annotations a where a.game_id = ?   (GameService.java:57)
                  +       2 x  select c.* from clips c
                    GET /clips
                          1 x  select c.* from clips c""".indent(2).stripTrailing());
    }

    @Test
    void mindsTheOrderButNotWhereSeveralThreadsRanTheStatements() {
        RecordedTest oneWay = test(unit("test", GAMES, CLIPS));
        RecordedTest other = test(unit("test", CLIPS, GAMES));
        RecordedTest unordered = test(new RecordedUnit("test", 1, true, List.of(CLIPS, GAMES)));
        assertThat(RecordedDiff.of(oneWay, other).changes()).isEqualTo(2);
        assertThat(RecordedDiff.of(oneWay, unordered).changes()).isZero();
        assertThat(RecordedDiff.of(unordered, oneWay).changes()).isZero();
        assertThat(RecordedDiff.of(unordered, test(unit("test", CLIPS))).changes())
                .isOne();
    }

    @Test
    void namesUnitsThatAreNewOrMissing() {
        RecordedDiff diff = RecordedDiff.of(test(unit("GET /games", GAMES)), test(unit("GET /clips", CLIPS)));
        assertThat(diff.lines())
                .containsExactly(
                        "  - GET /games",
                        "  -       1 x  select g.* from games g",
                        "  + GET /clips",
                        "  +       1 x  select c.* from clips c");
    }

    @Test
    void comparesLongRecordsInTimeAndShowsTheirFirstChanges() {
        List<RecordedStep> before = new ArrayList<>();
        List<RecordedStep> after = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            before.add(step(1, "select * from a" + i));
            after.add(step(1, "select * from b" + i));
        }
        RecordedDiff diff = RecordedDiff.of(
                test(new RecordedUnit("test", 1, false, before)), test(new RecordedUnit("test", 1, false, after)));
        assertThat(diff.changes()).isEqualTo(6_000);
        assertThat(diff.lines()).hasSize(61).last().isEqualTo("    and 5,941 more lines");
    }

    private static RecordedTest test(RecordedUnit... units) {
        return RecordedTest.observed(List.of(units));
    }

    private static RecordedUnit unit(String name, RecordedStep... steps) {
        return new RecordedUnit(name, 1, false, List.of(steps));
    }

    private static RecordedStep step(long count, String statement) {
        return new RecordedStep(count, statement, "");
    }
}
