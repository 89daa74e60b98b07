package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnitLogTest {
    private final UnitLog log = new UnitLog(true);

    @Test
    void countsASelectRepeatedWithTheSameValuesAsADuplicateWhereverItCameFrom() {
        run("select * from games where id = ?", 1, 10);
        run("select * from games where id = ?", 2, 10);
        run("select * from games where id = ?", 1, 20);
        run("select * from games where id = ?", 1, 20);
        UnitStatements unit = log.statements();
        assertThat(unit.duplicates()).isEqualTo(2);
        assertThat(unit.distinct()).isEqualTo(1);
        assertThat(unit.groups()).extracting(StatementGroup::duplicates).containsExactly(0L, 2L);
    }

    @Test
    void knowsWhenEachStatementWasFirstRunInTheOuterUnitToo() {
        run("select * from games", 0, 10);
        UnitLog inner = new UnitLog(true);
        inner.add(Fingerprint.of("select * from clips"), 0, 1, 0, 0, () -> site(11));
        run("select * from users", 0, 12);
        log.addInner(inner, inner.statements());

        assertThat(log.statements().groups())
                .extracting(StatementGroup::startedAt)
                .allMatch(at -> at >= 0)
                .satisfies(at -> assertThat(at.get(2)).isBetween(at.get(0), at.get(1)));
        assertThat(inner.statements().groups().get(0).startedAt())
                .isLessThan(log.statements().groups().get(2).startedAt());
    }

    @Test
    void doesNotCallASelectADuplicateAfterSomethingWasWritten() {
        run("select * from games where id = ?", 1, 10);
        run("update games set title = ?", 1, 11);
        run("select * from games where id = ?", 1, 12);
        assertThat(log.statements().duplicates()).isZero();
    }

    @Test
    void doesNotCallRepeatedWritesDuplicates() {
        run("insert into visits values (?)", 1, 10);
        run("insert into visits values (?)", 1, 10);
        assertThat(log.statements().duplicates()).isZero();
    }

    @Test
    void neverTakesNewValuesForDuplicatesHoweverManyThereAre() {
        for (int id = 0; id < 3 * UnitLog.MAX_DISTINCT; id++) {
            run("select * from games where id = ?", id, 10);
        }
        assertThat(log.statements().duplicates()).isZero();
        run("select * from games where id = ?", 5, 10);
        assertThat(log.statements().duplicates()).isEqualTo(1);
    }

    @Test
    void saysHowManyRoundTripsABatchWouldHaveSaved() {
        for (int id = 0; id < 10; id++) {
            log.add(Fingerprint.of("insert into games values (?)"), id, 1, 1, 0, () -> site(10));
        }
        assertThat(log.statements().savedByBatching()).isEqualTo(9);
    }

    @Test
    void doesNotMissABatchWhereOneStatementChangesManyRows() {
        log.add(Fingerprint.of("update games set title = ?"), 1, 1, 500, 0, () -> site(10));
        log.add(Fingerprint.of("update games set title = ?"), 2, 1, 500, 0, () -> site(10));
        assertThat(log.statements().savedByBatching()).isZero();
        assertThat(log.statements().updatedRows()).isEqualTo(1_000);
    }

    @Test
    void doesNotMissABatchWhereThereIsOne() {
        log.add(Fingerprint.of("insert into games values (?)"), 1, 1, 50, 50, () -> site(10));
        log.add(Fingerprint.of("insert into games values (?)"), 2, 1, 30, 30, () -> site(10));
        StatementGroup group = log.statements().groups().get(0);
        assertThat(group)
                .extracting(StatementGroup::batches, StatementGroup::batched, StatementGroup::savedByBatching)
                .containsExactly(2L, 80L, 0L);
    }

    @Test
    void showsHousekeepingAndIdentifiersApart() {
        run("select 1", 0, 10);
        run("select next value for games_seq", 0, 10);
        run("select next value for games_seq", 0, 10);
        UnitStatements unit = log.statements();
        assertThat(unit.count()).isZero();
        assertThat(unit.housekeeping()).isEqualTo(1);
        assertThat(unit.identifiers()).isEqualTo(2);
    }

    @Test
    void countsTheConnectionsHeldAtOnceAndNamesTheLineOfOneThatIsLeftOpen() {
        Span first = log.connection(site(10));
        log.connection(site(20));
        first.end();
        first.end();
        log.connection(site(30)).end();
        Connections connections = log.statements().connections();
        assertThat(connections.opened()).isEqualTo(3);
        assertThat(connections.most()).isEqualTo(2);
        assertThat(connections.leaks()).containsExactly(new ConnectionLeak(site(20), 1));
        assertThat(connections.longestNanos()).isPositive();
        assertThat(connections.totalNanos()).isGreaterThanOrEqualTo(connections.longestNanos());
    }

    @Test
    void aConnectionThatAnInnerUnitLeftOpenAndTheOuterOneClosesIsTheInnerOnesLeakAlone() {
        UnitLog inner = new UnitLog(true);
        Span outer = log.connection(site(1));
        Span handedOut = inner.connection(site(10));
        inner.connection(site(20));
        UnitStatements ended = inner.statements();
        log.addInner(inner, ended);
        outer.end();
        handedOut.end();
        assertThat(ended.connections().leaked()).isEqualTo(2);
        Connections connections = log.statements().connections();
        assertThat(connections.leaks()).containsExactly(new ConnectionLeak(site(20), 1));
        assertThat(connections.most()).isEqualTo(3);
    }

    @Test
    void measuresTransactionsAndCountsAnOpenOneUpToNow() {
        long now = System.nanoTime();
        log.transaction(now - 5_000_000).end();
        log.transaction(now - 9_000_000);
        Transactions transactions = log.statements().transactions();
        assertThat(transactions.count()).isEqualTo(2);
        assertThat(transactions.longestNanos()).isGreaterThanOrEqualTo(9_000_000);
        assertThat(transactions.totalNanos()).isGreaterThanOrEqualTo(14_000_000);
    }

    @Test
    void keepsTheWidestResult() {
        ReadRows rows = run("select * from games", 0, 10);
        assertThat(rows.wantsColumns()).isTrue();
        rows.columns(7);
        assertThat(rows.wantsColumns()).isFalse();
        assertThat(log.statements().groups().get(0).columns()).isEqualTo(7);
    }

    @Test
    void dropsNoStatementOfInnerUnitsHoweverManyPlacesTheyComeFrom() {
        for (int unit = 0; unit < 3; unit++) {
            UnitLog inner = new UnitLog(true);
            for (int table = 0; table < 4_000; table++) {
                inner.add(
                        new Fingerprint("select " + unit + " from t" + table, StatementKind.SELECT),
                        0,
                        1,
                        0,
                        0,
                        () -> site(1));
            }
            log.addInner(inner, inner.statements());
        }
        assertThat(log.statements().count()).isEqualTo(12_000);
    }

    @Test
    void tellsValuesApartThatShareAHashCode() {
        assertThat(Stream.of("Aa", "BB", 0L, -1L, null, 1, 31, "", true, false, 1.0, 1L << 32)
                        .map(ValueHash::of)
                        .distinct())
                .hasSize(12);
        assertThat(ValueHash.of(7)).isEqualTo(ValueHash.of(7L));
        assertThat(ValueHash.of("x".repeat(100) + "Aa" + "y".repeat(100)))
                .isEqualTo(ValueHash.of("x".repeat(100) + "Aa" + "y".repeat(100)));
    }

    private ReadRows run(String sql, long values, int line) {
        return log.add(Fingerprint.of(sql), values, 1, 0, 0, () -> site(line));
    }

    private static CallSite site(int line) {
        return new CallSite("com.acme.Games", "list", "Games.java", line, line);
    }
}
