package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.sql.QueryGrowth.Counts;
import io.perfbudgets.sql.QueryGrowth.Line;
import io.perfbudgets.sql.QueryGrowth.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryGrowthTest {

    @Test
    void fitsARealSlopeAndNamesWhatGrowsByTable() {
        QueryGrowth growth = growth(point(20, 20, 20), point(40, 20, 40));

        assertThat(growth.line()).isEqualTo(new Line(2, 1, "games", true));
        assertThat(growth.byTable()).containsExactly(new Counts("annotations (SELECT)", List.of(20L, 40L)));
        assertThat(growth.growing())
                .containsExactly(new Counts("select * from annotations where game_id = ?", List.of(20L, 40L)));
    }

    @Test
    void tellsFromUnequalStepsThatOnlyNewRowsAreQueried() {
        assertThat(growth(point(5, 5, 5), point(15, 10, 10), point(40, 25, 25)).line())
                .isEqualTo(new Line(2, 1, "new games", true));
    }

    @Test
    void approximatesWhatIsNoLine() {
        Line line = growth(point(5, 5, 1), point(15, 10, 1), point(40, 25, 3)).line();
        assertThat(line.exact()).isFalse();
        assertThat(line.of()).isEqualTo("games");
        assertThat(line.slope()).isBetween(0.06, 0.08);
    }

    @Test
    void findsNothingWhereCountsStayOrFall() {
        assertThat(growth(point(5, 5, 4), point(15, 10, 4)).growing()).isEmpty();
        assertThat(growth(point(5, 5, 4), point(15, 10, 2)).growing()).isEmpty();
    }

    @Test
    void namesTheTableOfEachKind() {
        assertThat(List.of(
                        "select a from \"games\" g",
                        "insert into games (a) values (?)",
                        "update games set a = ?",
                        "delete from games",
                        "merge into games using x on (?)"))
                .allSatisfy(sql -> assertThat(Tables.of(Fingerprint.of(sql))).contains("games"));
        assertThat(Tables.of(Fingerprint.of("select now()"))).isEmpty();
    }

    private static QueryGrowth growth(Point... points) {
        return new QueryGrowth("games", List.of(points));
    }

    private static Point point(long size, long added, int annotations) {
        UnitLog log = new UnitLog(true);
        log.add(Fingerprint.of("select * from games"), 0, 1, 0, 0, () -> CallSite.UNKNOWN);
        log.add(Fingerprint.of("select * from venues"), 0, 1, 0, 0, () -> CallSite.UNKNOWN);
        for (int i = 0; i < annotations; i++) {
            log.add(Fingerprint.of("select * from annotations where game_id = ?"), i, 1, 0, 0, () -> CallSite.UNKNOWN);
        }
        return new Point(size, added, log.statements());
    }
}
