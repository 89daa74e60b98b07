package io.perfbudgets.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.budget.BudgetFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedFileTest {

    @Test
    void writesTestsByNameAndStatementsInOrder() {
        RecordedFile file = RecordedFile.empty();
        file.tests().put("lists[10]", test(unit("test", step(1, "select 1"))));
        file.tests().put("lists[2]", test());
        file.tests()
                .put(
                        "lists",
                        test(
                                unit("GET /games/{id}", step(1, "select g.* from games g where g.id = ?")),
                                unit("GET /games/{id}", step(1, "select g.* from games g where g.id = ?")),
                                new RecordedUnit(
                                        "* /**", 1, true, List.of(step(100, "select a::text from a where b = ?")))));
        assertThat(file.text("GamesIT")).isEqualTo("""
                # What the tests in GamesIT ran, in order and without values. Recorded by @RecordedQueries;
                # -Dperf.recorded=update records it anew. Review a change of it as you would review code.
                version: 1
                tests:
                  lists:
                    - 2 x GET /games/{id}:
                        - select g.* from games g where g.id = ?
                    - "* /** in any order":
                        - "100 x select a::text from a where b = ?"
                  lists[2]: []
                  lists[10]:
                    - test:
                        - select 1
                """);
        assertThat(RecordedFile.parse("x", file.text("GamesIT")).text("GamesIT"))
                .isEqualTo(file.text("GamesIT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from games",
                "- select",
                "select 'it''s' # no comment",
                "select \"Games\".\"ID\" from \"Games\"",
                "select a\\b, ?::jsonb -> ?",
                "{call sync(?)}",
                "select x from y where z in (?...) ",
                "null",
                "true",
                "*",
                "& | > % @ `",
                "tab\tand \u0001 \u2028 and \u00e9 \ud83d\ude00",
                "ends with a colon:",
                "?"
            })
    void readsEveryStatementAsItWasWritten(String statement) {
        RecordedFile file = RecordedFile.empty();
        file.tests().put("lists", test(unit("GET /games", step(7, statement), step(1, statement + " limit ?"))));
        RecordedTest read =
                RecordedFile.parse("x", file.text("GamesIT")).tests().get("lists");
        assertThat(read.units()).isEqualTo(file.tests().get("lists").units());
        assertThat(read.line()).isEqualTo(5);
    }

    @Test
    void tellsEveryMistakeByLineAndColumn() {
        assertThatThrownBy(() -> RecordedFile.parse("GamesIT.queries.yaml", """
                        version: 2
                        test: {}
                        tests:
                          lists: select
                          gets:
                            - GET /games
                            - GET /games: [ [], select * from games ]
                        """))
                .isInstanceOf(BudgetFileException.class)
                .hasMessage("""
                        GamesIT.queries.yaml:2:1: unknown key 'test'. Did you mean 'tests'?
                        GamesIT.queries.yaml:1:1: the file does not say version: 1. Write 'version: 1', or record anew with -Dperf.recorded=update
                        GamesIT.queries.yaml:4:10: tests.lists is the text 'select', not a list. Write - - GET /games: [ "select * from games" ]
                        GamesIT.queries.yaml:6:7: tests.gets[0] is the text 'GET /games', not a map. Write - GET /games: [ "select * from games" ]
                        GamesIT.queries.yaml:7:21: tests.gets[1].GET /games[0] is a list, not a statement. Record it anew""");
        assertThatThrownBy(() -> RecordedFile.parse("GamesIT.queries.yaml", "version: 1\ntests: {\n"))
                .hasMessageStartingWith("GamesIT.queries.yaml:3:1: this is not valid YAML");
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
