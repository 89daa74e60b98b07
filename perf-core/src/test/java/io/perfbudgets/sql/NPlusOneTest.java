package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static CallSite site(int line) {
        return new CallSite("com.acme.Games", "list", "Games.java", line, line);
    }
}
