package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failureOf;
import static io.perfbudgets.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class RecordedQueriesTest {
    private static final String HEAD = """
            # What the tests in RecordedSample ran, in order and without values. Recorded by @RecordedQueries;
            # -Dperf.recorded=update records it anew. Review a change of it as you would review code.
            version: 1
            tests:
            """;
    private static final String INNER = """
              Inner.measures:
                - test:
                    - select max(id) from games
                - 2 x sync:
                    - select min(id) from games
            """;
    private static final String LISTS = """
              lists:
                - test:
                    - select id from games
                    - select title from games where id in (?...)
            """;
    private static final String READS = """
              reads[1]:
                - test:
                    - select title from games where id = ?
                    - select count(*) from games
              reads[2]:
                - test:
                    - select title from games where id = ?
                    - 2 x select count(*) from games
            """;
    private static final String ALL = HEAD + INNER + LISTS + READS;

    @TempDir
    Path module;

    private Path file;

    @BeforeEach
    void begin() {
        System.setProperty("perf.recorded.module", module.toString());
        System.setProperty("perf.recorded", "once");
        file = module.resolve("src/test/resources/io/perfbudgets/junit/RecordedSample.queries.yaml");
        RecordedSample.oneByOne = false;
        RecordedSample.fails = false;
        RecordedSample.invocations = 2;
    }

    @AfterEach
    void end() {
        System.clearProperty("perf.recorded.module");
        System.clearProperty("perf.recorded");
    }

    @Test
    void recordsWhatIsMissingAndComparesItFromThenOn() throws IOException {
        succeeds();
        assertThat(file).hasContent(ALL);
        succeeds();
        System.setProperty("perf.recorded", "verify");
        succeeds();
        assertThat(file).hasContent(ALL);
    }

    @Test
    void failsATestThatRunsOtherStatementsThanRecordedAndLeavesTheRecord() throws IOException {
        run(RecordedSample.class);
        RecordedSample.oneByOne = true;
        assertThat(failureOf(RecordedSample.class, "lists"))
                .matches("(?s)\\QPerformance budget broken: RecordedSample.lists  (@RecordedQueries,"
                        + " RecordedSample.java:\\E\\d+\\Q)\n"
                        + "  ran other statements than recorded in"
                        + " src/test/resources/io/perfbudgets/junit/RecordedSample.queries.yaml:10\n"
                        + "      test\n"
                        + "            1 x  select id from games\n"
                        + "    -       1 x  select title from games where id in (?...)\n"
                        + "    +       5 x  select title from games where id = ?   (Samples.java:\\E\\d+\\Q)\n"
                        + "  Fix: if that is meant, record it anew with -Dperf.recorded=update and review the change of the"
                        + " file.\\E");
        assertThat(file).hasContent(ALL);
    }

    @Test
    void recordsAnewOnRequest() throws IOException {
        run(RecordedSample.class);
        RecordedSample.oneByOne = true;
        System.setProperty("perf.recorded", "update");
        succeeds();
        assertThat(Files.readString(file))
                .contains("- 5 x select title from games where id = ?\n")
                .doesNotContain("in (?...)");
    }

    @Test
    void failsATestWithoutARecordWhereItOnlyVerifies() {
        System.setProperty("perf.recorded", "verify");
        assertThat(failureOf(RecordedSample.class, "lists"))
                .contains("Performance budget not measured: RecordedSample.lists")
                .contains("nothing is recorded of lists in"
                        + " src/test/resources/io/perfbudgets/junit/RecordedSample.queries.yaml: run the test with"
                        + " -Dperf.recorded=once and commit the file");
        assertThat(file).doesNotExist();
    }

    @Test
    void recordsNothingOfATestThatFails() throws IOException {
        RecordedSample.fails = true;
        assertThat(failureOf(RecordedSample.class, "lists")).isEqualTo("on purpose");
        assertThat(file).hasContent(HEAD + INNER + READS);
    }

    @Test
    void takesOutWhatIsNoTestAnyMoreOnRequestOnly() throws IOException {
        RecordedSample.invocations = 3;
        run(RecordedSample.class);
        String more = Files.readString(file) + "  vanished: []\n";
        Files.writeString(file, more);
        RecordedSample.invocations = 2;
        succeeds();
        assertThat(file).hasContent(more);
        System.setProperty("perf.recorded", "update");
        succeeds();
        assertThat(file).hasContent(ALL);
    }

    @Test
    void refusesADamagedFileByLineAndColumnBeforeTheTestRuns() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "version: 1\ntests:\n  lists: [ select ]\n");
        assertThat(failureOf(RecordedSample.class, "lists"))
                .startsWith("RecordedSample.queries.yaml:3:12: tests.lists[0] is the text 'select', not a map.")
                .endsWith("mend it, or delete it and record anew with -Dperf.recorded=update");
    }

    @Test
    void knowsItsModes() {
        assertThat(mode("", RecordMode.DEFAULT, "")).isEqualTo(RecordMode.ONCE);
        assertThat(mode("", RecordMode.DEFAULT, "false")).isEqualTo(RecordMode.ONCE);
        assertThat(mode("", RecordMode.DEFAULT, "true")).isEqualTo(RecordMode.VERIFY);
        assertThat(mode("", RecordMode.DEFAULT, "1")).isEqualTo(RecordMode.VERIFY);
        assertThat(mode("", RecordMode.ONCE, "true")).isEqualTo(RecordMode.ONCE);
        assertThat(mode("update", RecordMode.ONCE, "true")).isEqualTo(RecordMode.UPDATE);
        assertThat(mode("Verify", RecordMode.ONCE, "")).isEqualTo(RecordMode.VERIFY);
        assertThatThrownBy(() -> mode("renew", RecordMode.DEFAULT, ""))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("perf.recorded: 'renew' is no mode. Write once, verify or update");
    }

    private static RecordMode mode(String property, RecordMode declared, String ci) {
        return RecordMode.of(Optional.of(property).filter(text -> !text.isEmpty()), declared, Optional.of(ci));
    }

    @Test
    void isRefusedWhereStatementsHaveNoOrder() {
        assertThat(failureOf(Wrong.class, "crowd")).contains("does not go with @Load or @TestFactory");
        assertThat(failureOf(Wrong.class, "factory")).contains("does not go with @Load or @TestFactory");
    }

    static class Wrong {
        @Test
        @RecordedQueries
        @Load(concurrency = 2, requests = 4)
        @MaxErrorRate("1%")
        void crowd() {}

        @TestFactory
        @RecordedQueries
        Object factory() {
            return java.util.List.of();
        }
    }

    @Test
    void isNotMeasuredWhereAStatementMayBeItsAndMayNot() {
        assertThat(failureOf(Stray.class, "leavesAThread"))
                .contains("a statement on thread \"stray\" may belong to it, but nothing ties it to a unit");
    }

    static class Stray {
        @Test
        @RecordedQueries
        void leavesAThread() throws Exception {
            Thread thread = new Thread(
                    () -> {
                        try {
                            Samples.query("select id from games");
                        } catch (java.sql.SQLException broken) {
                            throw new IllegalStateException(broken);
                        }
                    },
                    "stray");
            thread.start();
            thread.join();
        }
    }

    private static void succeeds() {
        run(RecordedSample.class)
                .testEvents()
                .assertStatistics(statistics -> statistics.failed(0).succeeded(5));
    }
}
