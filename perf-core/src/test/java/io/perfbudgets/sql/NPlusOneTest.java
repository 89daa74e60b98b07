package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NPlusOneTest {
    private static final Fingerprint CHILD = Fingerprint.of("select * from annotations where game_id = ?");
    private final UnitLog log = new UnitLog(false);

    @Test
    void findsTheRepeatedQueryItsLineAndItsParent() {
        log.add(Fingerprint.of("select * from games"), 0, 10, 0, 0, () -> site(31));
        run(CHILD, 100, 57);

        List<NPlusOne> found = NPlusOne.in(log.statements());

        assertThat(found).hasSize(1);
        StatementGroup repeated = found.get(0).repeated();
        assertThat(repeated.count()).isEqualTo(100);
        assertThat(repeated.distinctValues()).isEqualTo(100);
        assertThat(repeated.callSite().location()).isEqualTo("Games.java:57");
        assertThat(found.get(0).parent().orElseThrow().fingerprint().text()).isEqualTo("select * from games");
    }

    @Test
    void namesWhatDrivesALoopThatRunsSeveralQueriesForEachRow() {
        log.add(Fingerprint.of("select * from clips"), 0, 10, 0, 0, () -> site(31));
        for (int id = 0; id < 5; id++) {
            int value = id;
            log.add(Fingerprint.of("select * from games where id = ?"), value, 1, 0, 0, () -> site(57));
            log.add(Fingerprint.of("select * from projects where id = ?"), value, 1, 0, 0, () -> site(57));
        }
        assertThat(NPlusOne.in(log.statements())).hasSize(2).allSatisfy(found -> assertThat(
                        found.parent().orElseThrow().fingerprint().text())
                .isEqualTo("select * from clips"));
    }

    @Test
    void leavesOneFingerprintFromDifferentLinesAlone() {
        for (int line = 1; line <= 5; line++) {
            run(CHILD, 1, line);
        }
        assertThat(NPlusOne.in(log.statements())).isEmpty();
        assertThat(log.statements().count()).isEqualTo(5);
    }

    @Test
    void leavesIdenticalRepeatsChunksPagesAndInsertsAlone() {
        for (int i = 0; i < 5; i++) {
            log.add(Fingerprint.of("select * from config where id = ?"), 42, 1, 0, 0, () -> site(1));
        }
        run(Fingerprint.of("select * from a where id in (?, ?)"), 5, 2);
        run(Fingerprint.of("select * from a limit ? offset ?"), 5, 3);
        run(Fingerprint.of("insert into a values (?)"), 5, 4);
        assertThat(NPlusOne.in(log.statements())).isEmpty();
    }

    @Test
    void takesTwoLinesOfOneLoopTogether() {
        CallSite missing = in(7, 20, LoopOwner.APPLICATION);
        CallSite stale = in(7, 24, LoopOwner.APPLICATION);
        log.add(CHILD, 1, 1, 0, 0, () -> missing);
        log.add(CHILD, 2, 1, 0, 0, () -> missing);
        log.add(CHILD, 3, 1, 0, 0, () -> stale);

        assertThat(NPlusOne.in(log.statements()))
                .singleElement()
                .extracting(
                        found -> found.repeated().count(),
                        found -> found.repeated().callSite().line())
                .containsExactly(3L, 20);
    }

    @Test
    void leavesTheTestsOwnLoopAloneUnlessAFrameworkLoopsWithinIt() {
        CallSite test = in(7, 42, LoopOwner.TEST);
        Fingerprint parent = Fingerprint.of("select * from games");
        for (int round = 0; round < 4; round++) {
            int value = round;
            log.add(parent, 0, 1, 0, 0, () -> test);
            log.add(CHILD, value, 1, 0, 0, () -> test);
        }
        assertThat(NPlusOne.in(log.statements())).isEmpty();

        for (int value = 4; value < 8; value++) {
            int eager = value;
            log.add(CHILD, eager, 1, 0, 0, () -> test);
        }
        assertThat(NPlusOne.in(log.statements())).hasSize(1);
    }

    @Test
    void asksForOneMoreWhereTheFirstLineIsAGuess() {
        UnitLog guessing = new UnitLog(false);
        for (int line : new int[] {1, 2, 2}) {
            guessing.add(CHILD, line + guessing.statements().count(), 1, 0, 0, () -> site(line));
        }
        assertThat(NPlusOne.in(guessing.statements(), false)).isEmpty();
        guessing.add(CHILD, 99, 1, 0, 0, () -> site(2));
        assertThat(NPlusOne.in(guessing.statements(), false)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from a where id in (?, ?)",
                "select * from a where (x, y) in ((?, ?), (?, ?))",
                "select * from a where id in (cast(? as int), cast(? as int)) and t = ?",
                "select * from a where id = any(?)",
                "select * from a where array_contains(?, id)",
                "select * from a join (values (?), (?)) k(id) on k.id = a.id",
                "select * from a where a.x = ? or a.x = ?",
                "select * from a where id in (select id from b where b.x = ?)",
                "select * from a where id between ? and ?",
                "select * from a where id >= ? and id < ?",
                "select * from a where t = ? and id > ? order by id limit 10",
                "select * from a where (t, id) > (?, ?) order by t, id fetch first ? rows only",
                "select * from a order by id limit ? offset ?",
                "select * from a limit ?, ?"
            })
    void takesChunksRangesAndPagesForDeliberateUnlessTheyRunOncePerRow(String part) {
        Fingerprint parts = Fingerprint.of(part);
        ReadRows parent = log.add(Fingerprint.of("select id from games"), 0, 1, 0, 0, () -> site(1));
        run(parts, 5, 2);
        assertThat(NPlusOne.in(log.statements())).isEmpty();
        parent.add(5);
        assertThat(NPlusOne.in(log.statements())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from a where id = ?",
                "select * from a where id in (?)",
                "select * from a where game_id = ? order by id desc limit 1",
                "select * from a where game_id = ? and id in (select a_id from b where kind = ?)",
                "select (select count(*) from b where b.id > ?) from a where id = ?"
            })
    void takesWhatOneRowNeedsForAFinding(String query) {
        run(Fingerprint.of(query), 5, 2);
        assertThat(NPlusOne.in(log.statements())).hasSize(1);
    }

    @Test
    void tellsAQueryThatCouldBeRunOnceFromAnNPlusOne() {
        for (int i = 0; i < 3; i++) {
            log.add(Fingerprint.of("select * from config"), 0, 1, 0, 0, () -> site(1));
            log.add(Fingerprint.of("select * from config where id = ?"), 42, 1, 0, 0, () -> site(2));
            log.add(CHILD, i, 1, 0, 0, () -> site(3));
        }
        assertThat(RunOnce.in(log.statements()))
                .extracting(RunOnce::isParameterless)
                .containsExactly(true, false);
        assertThat(NPlusOne.in(log.statements())).hasSize(1);
    }

    @Test
    void takesNoQueryForOneToRunOnceIfSomethingIsWrittenInBetween() {
        Fingerprint query = Fingerprint.of("select count(*) from games");
        for (int i = 0; i < 5; i++) {
            log.add(query, 0, 1, 0, 0, () -> site(1));
            log.add(Fingerprint.of("insert into games values (?)"), i, 1, 1, 0, () -> site(2));
        }
        assertThat(RunOnce.in(log.statements())).isEmpty();
        log.add(query, 0, 1, 0, 0, () -> site(1));
        log.add(query, 0, 1, 0, 0, () -> site(1));
        assertThat(RunOnce.in(log.statements())).isEmpty();
        log.add(query, 0, 1, 0, 0, () -> site(1));
        assertThat(RunOnce.in(log.statements())).hasSize(1);
    }

    @Test
    void wantsOneMoreRepeatWhereTheFirstCallSiteIsAGuess() {
        for (int i = 0; i < 3; i++) {
            log.add(Fingerprint.of("select * from config"), 0, 1, 0, 0, () -> site(1));
        }
        assertThat(RunOnce.in(log.statements(), true)).hasSize(1);
        assertThat(RunOnce.in(log.statements(), false)).isEmpty();
    }

    @Test
    void staysBoundedOverManyStatements() {
        run(CHILD, 100_000, 57);
        StatementGroup group = log.statements().groups().get(0);
        assertThat(log.statements().groups()).hasSize(1);
        assertThat(group.count()).isEqualTo(100_000);
        assertThat(group.distinctValues()).isEqualTo(UnitLog.MAX_DISTINCT);
    }

    @Test
    void countsHousekeepingApart() {
        log.add(Fingerprint.of("select 1"), 0, 1, 0, 0, () -> site(1));
        assertThat(log.statements().count()).isZero();
        assertThat(log.statements().housekeeping()).isEqualTo(1);
    }

    private void run(Fingerprint fingerprint, int times, int line) {
        for (int i = 0; i < times; i++) {
            log.add(fingerprint, i, 10, 0, 0, () -> site(line));
        }
    }

    private static CallSite in(int loop, int line, LoopOwner owner) {
        return new CallSite(
                "com.acme.Games", "list", "Games.java", line, line, new Trail(loop, owner, Access.JDBC, ""));
    }

    private static CallSite site(int line) {
        return new CallSite("com.acme.Games", "list", "Games.java", line, line);
    }
}
