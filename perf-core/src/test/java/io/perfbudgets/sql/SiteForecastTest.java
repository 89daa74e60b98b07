package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many of a unit's executions are counted for the line that ran them, and how often the stack is looked at for that. */
class SiteForecastTest {
    private static final Fingerprint QUERY = Fingerprint.of("select * from annotations where game_id = ?");
    private static final Fingerprint PARENT = Fingerprint.of("select * from games where season = ?");

    private final KnownSites knownSites = new KnownSites();
    private UnitLog log = new UnitLog(true, knownSites);
    private long lookedUp;

    @Test
    void looksAtALongLoopNowAndThenOnly() {
        repeat(100_000, 1);
        assertThat(counted(1)).isEqualTo(100_000);
        assertThat(lookedUp).isLessThan(120);
    }

    @Test
    void looksAFewTimesAtALoopOfAHundred() {
        repeat(100, 1);
        assertThat(lookedUp).isLessThan(12);
    }

    @Test
    void countsALoopElsewhereForItsOwnLineHoweverLateItBeginsIfAnotherStatementLeadsIn() {
        repeat(100_000, 1);
        run(PARENT, 9);
        repeat(3, 2);
        run(PARENT, 8);
        repeat(40, 3);
        assertThat(counted(1)).isEqualTo(100_000);
        assertThat(counted(2)).isEqualTo(3);
        assertThat(counted(3)).isEqualTo(40);
    }

    @Test
    void tellsTwoLinesOfOneLoopApart() {
        for (int i = 0; i < 10_000; i++) {
            run(QUERY, 1);
            run(QUERY, 2);
        }
        assertThat(counted(1)).isEqualTo(10_000);
        assertThat(counted(2)).isEqualTo(10_000);
        assertThat(lookedUp).isLessThan(60);
    }

    @Test
    void aLoopThatFollowsAnotherWithNothingInBetweenIsNoticedSoonerOrLaterAndLosesNoStatement() {
        repeat(100_000, 1);
        repeat(10_000, 2);
        assertThat(counted(1) + counted(2)).isEqualTo(110_000);
        assertThat(counted(2)).isGreaterThanOrEqualTo(10_000 - SiteForecast.SELDOM);
    }

    @Test
    void looksSeldomEvenWhereNothingCanBeForetold() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            run(QUERY, 1 + random.nextInt(4));
        }
        assertThat(counted(1) + counted(2) + counted(3) + counted(4)).isEqualTo(100_000);
        assertThat(lookedUp).isLessThan(1_000);
    }

    @Test
    void looksLessOftenOnceTheUnitsBeforeHaveSeenNothingElse() {
        for (int unit = 0; unit < 4; unit++) {
            nextUnit();
            repeat(150, 1);
        }
        lookedUp = 0;
        nextUnit();
        repeat(150, 1);
        assertThat(lookedUp).isLessThanOrEqualTo(2);
        assertThat(counted(1)).isEqualTo(150);
    }

    @Test
    void looksAsOftenAsEverIfTheUnitsBeforeHaveSeenTwoLines() {
        for (int unit = 0; unit < 4; unit++) {
            nextUnit();
            repeat(150, 1 + unit % 2);
        }
        lookedUp = 0;
        nextUnit();
        repeat(150, 1);
        assertThat(lookedUp).isGreaterThanOrEqualTo(SiteForecast.SURE);
    }

    @Test
    void anotherLineThanTheUnitsBeforeLetExpectIsSeenAtOnce() {
        for (int unit = 0; unit < 4; unit++) {
            nextUnit();
            repeat(150, 1);
        }
        nextUnit();
        repeat(100, 2);
        run(PARENT, 9);
        repeat(50, 1);
        assertThat(counted(1)).isEqualTo(50);
        assertThat(counted(2)).isEqualTo(100);
    }

    private void nextUnit() {
        log = new UnitLog(true, knownSites);
    }

    private void repeat(int times, int line) {
        for (int i = 0; i < times; i++) {
            run(QUERY, line);
        }
    }

    private void run(Fingerprint statement, int line) {
        log.add(statement, line, 1, 0, 0, () -> {
            lookedUp++;
            return new CallSite("com.acme.Games", "list", "Games.java", line, line);
        });
    }

    private long counted(int line) {
        return log.statements().groups().stream()
                .filter(group ->
                        group.fingerprint().equals(QUERY) && group.callSite().line() == line)
                .mapToLong(StatementGroup::count)
                .sum();
    }
}
