package io.perfbudgets.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetFileEditTest {
    private static final String FILE = """
        # What the product owner agreed to. 🙂
        version:   1
        requests:
          lists:   { match: [GET /api/games, "GET /api/clips"], latency: { p50: 80ms, p95: '200ms' }, queries: 3 } # p95!
          "a.b":
            match: "GET /200ms"   # looks like a limit
            queries:
              total:  3
              insert: 1


        tests: { com.acme.*: { latency: { max: 30s } } }
        modules:
          shop: { requests: { lists: { latency: { p95: 300ms } } } }
        """;

    @Test
    void replacesOneLimitAndLeavesEveryOtherCharacterAsItIs() {
        assertThat(edited(FILE, "requests.lists.latency.p95", Amount.nanos(84_000_000)))
                .isEqualTo(FILE.replace("'200ms'", "'84ms'"));
        assertThat(edited(FILE, "requests.lists.queries", Amount.count(2)))
                .isEqualTo(FILE.replace("queries: 3 }", "queries: 2 }"));
        assertThat(edited(FILE, "requests.a.b.queries.total", Amount.count(0)))
                .isEqualTo(FILE.replace("total:  3", "total:  0"));
        assertThat(edited(FILE, "tests.com.acme.*.latency.max", Amount.nanos(1_500_000_000)))
                .isEqualTo(FILE.replace("30s", "1.5s"));
        assertThat(edited(FILE, "modules.shop.requests.lists.latency.p95", Amount.nanos(250_000)))
                .isEqualTo(FILE.replace("300ms", "250us"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\u2028"})
    void keepsTheEndsOfLinesAndAByteOrderMark(String lineEnd) {
        String file = "\uFEFF" + FILE.replace("\n", lineEnd);

        assertThat(edited(file, "requests.lists.latency.p95", Amount.nanos(84_000_000)))
                .isEqualTo(file.replace("'200ms'", "'84ms'"));
    }

    @Test
    void leavesAloneWhatAnAliasSaysTwice() {
        String file = """
            version: 1
            requests:
              lists: { match: GET /api/games, latency: &slow { p95: 200ms } }
              clips: { match: GET /api/clips, latency: *slow }
            """;

        assertThat(BudgetFileEdit.replace(file, "requests.lists.latency.p95", Amount.nanos(1_000_000)))
                .isEmpty();
        assertThat(BudgetFileEdit.replace(file, "requests.clips.latency.p95", Amount.nanos(1_000_000)))
                .isEmpty();
    }

    @Test
    void leavesAloneWhatWouldContradictAnotherLimitOrIsNotThere() {
        assertThat(BudgetFileEdit.replace(FILE, "requests.lists.latency.p95", Amount.nanos(50_000_000)))
                .isEmpty();
        assertThat(BudgetFileEdit.replace(FILE, "requests.lists.latency.p99", Amount.nanos(50_000_000)))
                .isEmpty();
        assertThat(BudgetFileEdit.replace("version: 1\nrequests: [", "requests.lists.queries", Amount.count(1)))
                .isEmpty();
    }

    private static String edited(String text, String declaration, Amount limit) {
        return BudgetFileEdit.replace(text, declaration, limit).orElseThrow();
    }
}
