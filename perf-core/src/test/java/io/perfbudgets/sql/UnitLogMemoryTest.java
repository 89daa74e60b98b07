package io.perfbudgets.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A unit's memory grows with its different statements and call sites, not with its executions. */
class UnitLogMemoryTest {
    private static final int MANY = 100_000;
    private static final CallSite SITE = new CallSite("GameService", "load", "GameService.java", 57, 1);

    private final UnitLog log = new UnitLog(true);
    private final Fingerprint query = Fingerprint.of("select title from games where id = ?");

    @Test
    void aHundredThousandExecutionsOfOneStatementAllocateNothingOfTheirOwn() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ReadRows rows = execute(ReadRows.NOBODY, 0, 3 * UnitLog.MAX_DISTINCT);
        long before = threads.getCurrentThreadAllocatedBytes();

        execute(rows, 3 * UnitLog.MAX_DISTINCT, MANY);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024);
        StatementGroup group = log.statements().groups().get(0);
        assertThat(group.count()).isEqualTo(MANY + 3L * UnitLog.MAX_DISTINCT);
        assertThat(group.rows()).isEqualTo(group.count());
        assertThat(group.distinctValues()).isEqualTo(UnitLog.MAX_DISTINCT);
    }

    private ReadRows execute(ReadRows before, int from, int times) {
        ReadRows rows = before;
        for (int i = from; i < from + times; i++) {
            rows = log.add(rows, query, i, 1, 0, 0, () -> SITE);
            rows.add(1);
        }
        return rows;
    }

    @Test
    void statementsThatComeAndGoAreNotKept() {
        List<WeakReference<ReadRows>> gone = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ReadRows rows = execute(ReadRows.NOBODY, i, 1);
            rows.end();
            gone.add(new WeakReference<>(rows));
        }

        System.gc();

        assertThat(gone.stream().filter(each -> each.get() != null).count()).isLessThan(100);
        assertThat(log.statements().groups().get(0).rows()).isEqualTo(MANY);
    }

    @Test
    void statementsThatNobodyClosesCountTheirRowsTillTheEnd() {
        List<ReadRows> open = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            open.add(execute(ReadRows.NOBODY, i, 1));
        }

        open.forEach(rows -> rows.add(1));

        assertThat(log.statements().groups().get(0).rows()).isEqualTo(10_000);
    }

    @Test
    void differentStatementsAreKeptApartUpToALimit() {
        for (int i = 0; i < 20_000; i++) {
            log.add(new Fingerprint("select c" + i + " from t", StatementKind.SELECT), 0, 1, 0, 0, () -> SITE);
        }

        UnitStatements unit = log.statements();
        assertThat(unit.groups()).hasSizeLessThan(6_000);
        assertThat(unit.count()).isEqualTo(20_000);
    }
}
