package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilingReportTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhatWasMeasuredWhatIsWrongAndWhatBecameOfIt() throws IOException {
        String text = ProfilingReport.text(new SampleRun(folder).module("harmless"));
        assertThat(text)
                .startsWith("# Profiling report of shop\n\nPerformance budgets of shop: ")
                .contains("Measured at 2026-11-23T19:00:00Z on Xeon, 2 CPUs, Linux 6.1 amd64, OpenJDK 17.0.15.")
                .contains("| GET /api/games | 400 | 0 | ")
                .contains("GET /api/search: reads all of clips to filter by owner\n")
                .contains("Fix: CREATE INDEX clips_owner ON clips (owner)")
                .contains("Fix: load annotations for all rows of games in one query")
                .contains("| GET /api/games | latency.p95 | 41 ms | 97 ms | +136.6 % | 2.10 to 2.70 x | slower |")
                .contains("| GET /api/games | queries | 1 | 101 | 101 × |  | more |");
        assertThat(headings(text)).containsSubsequence("Measured", "Issues, the costliest first", "Before and after");
    }

    @Test
    void ordersIssuesByTheTimeThatTheyTook() throws IOException {
        List<Long> costs = Issue.of(new SampleRun(folder).report("harmless")).stream()
                .map(Issue::nanos)
                .toList();
        assertThat(costs).hasSizeGreaterThan(5).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void isTheBaselineWhereThereIsNothingToCompareWith() throws IOException {
        String text = ProfilingReport.text(new ReportedModule(new SampleRun(folder).report("harmless"), Past.NONE));
        assertThat(headings(text)).contains("Baseline").doesNotContain("Measured");
        assertThat(text).contains("this run is the baseline. Mark it with `mvn perf:baseline`");
    }

    private static List<String> headings(String text) {
        return Pattern.compile("(?m)^## (.*)$")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }
}
