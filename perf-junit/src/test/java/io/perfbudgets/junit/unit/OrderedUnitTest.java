package io.perfbudgets.junit.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.recorded.RecordedFile;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedUnitTest {
    private final OrderedUnit test = new OrderedUnit("test");

    @Test
    void keepsStatementsInTheirOrderAndFoldsThoseInARow() {
        run(test, "select * from a where id = 1");
        run(test, "select * from a where id = 2");
        run(test, "select * from b");
        run(test, "select * from a where id = 3");
        assertThat(written())
                .containsExactly(
                        "- test:",
                        "- 2 x select * from a where id = ?",
                        "- select * from b",
                        "- select * from a where id = ?");
    }

    @Test
    void listsInnerUnitsBehindTheirOuterOneAsTheyBegan() {
        OrderedUnit first = test.inner("request");
        run(first, "select * from b");
        run(first.inner("db-sync"), "select * from c");
        first.named("GET /b");
        first.end();
        run(test, "select * from z");
        OrderedUnit second = test.inner("GET /a");
        run(second, "select * from a");
        second.end();
        test.inner("GET /none").end();
        assertThat(written())
                .containsExactly(
                        "- test:",
                        "- select * from z",
                        "- GET /b:",
                        "- select * from b",
                        "- db-sync:",
                        "- select * from c",
                        "- GET /a:",
                        "- select * from a");
    }

    @Test
    void sortsUnitsThatRanSideBySide() {
        OrderedUnit late = test.inner("GET /z");
        OrderedUnit same = test.inner("GET /a");
        OrderedUnit early = test.inner("GET /a");
        run(late, "select * from z");
        run(same, "select * from b");
        run(early, "select * from a");
        List.of(late, same, early).forEach(OrderedUnit::end);
        OrderedUnit after = test.inner("GET /a");
        run(after, "select * from b");
        after.end();
        assertThat(written())
                .containsExactly(
                        "- GET /a:",
                        "- select * from a",
                        "- GET /a:",
                        "- select * from b",
                        "- GET /z:",
                        "- select * from z",
                        "- GET /a:",
                        "- select * from b");
    }

    @Test
    void saysThatSeveralThreadsHaveNoOrder() throws InterruptedException {
        run(test, "select * from b");
        Thread other = new Thread(() -> run(test, "select * from a"));
        other.start();
        other.join();
        run(test, "select * from b");
        assertThat(written()).containsExactly("- test in any order:", "- select * from a", "- 2 x select * from b");
    }

    @Test
    void sumsUpWhatNobodyWouldReview() {
        for (int i = 0; i < 3_000; i++) {
            run(test, "select * from a" + i);
        }
        assertThat(written()).hasSize(1_002).endsWith("- 2000 x (further statements)");
    }

    @Test
    void takesNothingAfterItsEnd() {
        run(test, "select * from a");
        test.end();
        run(test, "select * from b");
        assertThat(written()).containsExactly("- test:", "- select * from a");
    }

    private List<String> written() {
        RecordedFile file = RecordedFile.empty();
        file.tests().put("lists", test.recorded());
        return file.text("Sample").lines().skip(5).map(String::strip).toList();
    }

    private static void run(OrderedUnit unit, String sql) {
        unit.add(Fingerprint.of(sql), () -> CallSite.UNKNOWN);
    }
}
