package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryAllowanceTest {
    private static final String SQL = "select a.* from shop.annotations a where a.game_id = ?";
    private static final String METHOD = "com.acme.GameService.list";

    @Test
    void matchesATableWithAndWithoutItsSchemaWhateverItsCase() {
        assertThat(covers("annotations", "", "")).isTrue();
        assertThat(covers("Shop.Annotations", "", "")).isTrue();
        assertThat(covers("anno*", "", "")).isTrue();
        assertThat(covers("games", "", "")).isFalse();
    }

    @Test
    void matchesAStatementAsItIsPrinted() {
        assertThat(covers("", SQL, "")).isTrue();
        assertThat(covers("", "SELECT a.* FROM shop.annotations a\n  WHERE a.game_id = ?", ""))
                .isTrue();
        assertThat(covers("", "*annotations*", "")).isTrue();
        assertThat(covers("", "select a.* from shop.annotations a", "")).isFalse();
    }

    @Test
    void matchesAMethodWithAndWithoutItsPackage() {
        assertThat(covers("", "", "com.acme.GameService.list")).isTrue();
        assertThat(covers("", "", "GameService.*")).isTrue();
        assertThat(covers("", "", "Service.list")).isFalse();
        assertThat(covers("", "", "gameservice.list")).isFalse();
    }

    @Test
    void matchesOnlyWhatAllOfItsPatternsMatch() {
        assertThat(covers("annotations", "select*", "GameService.list")).isTrue();
        assertThat(covers("annotations", "select*", "ClipService.list")).isFalse();
        assertThat(covers("games", "select*", "GameService.list")).isFalse();
    }

    @Test
    void isAboutOneKindOfFindingOnly() {
        QueryAllowance repeats = allowance(Metric.REPEATS, "annotations", "", "");
        assertThat(repeats.covers(Metric.REPEATS, SQL, "annotations", METHOD)).isTrue();
        assertThat(repeats.covers(Metric.N_PLUS_ONE, SQL, "annotations", METHOD))
                .isFalse();
    }

    @Test
    void saysWhatItAccepts() {
        assertThat(List.of(
                        allowance(Metric.N_PLUS_ONE, "annotations", "", "").what(),
                        allowance(Metric.REPEATS, "", "select *", "").what(),
                        allowance(Metric.DUPLICATES, "games", "", "GameService.*")
                                .what()))
                .containsExactly(
                        "N+1 queries of annotations",
                        "Queries that could be run once like 'select *'",
                        "Queries again with the same values of games in GameService.*");
    }

    private static boolean covers(String table, String statement, String at) {
        return allowance(Metric.N_PLUS_ONE, table, statement, at)
                .covers(Metric.N_PLUS_ONE, SQL, "shop.annotations", METHOD);
    }

    private static QueryAllowance allowance(Metric metric, String table, String statement, String at) {
        return new QueryAllowance(metric, table, statement, at, "three at most", new Origin("x", "budgets.yaml", 3));
    }
}
