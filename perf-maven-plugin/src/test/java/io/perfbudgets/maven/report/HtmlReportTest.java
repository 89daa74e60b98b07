package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=\"alert(1)\">&";

    @TempDir
    Path folder;

    @Test
    void showsVerdictsChartsAndStatements() throws IOException {
        assertThat(page("harmless"))
                .contains("<h1>shop <span class=\"result\">failed</span></h1>")
                .contains("GET /api/games ran 101 queries in one request, budget 1")
                .contains("GameService.java:57")
                .contains("N+1: 100 different values")
                .contains("waived until 2027-01-31: new index ships in 4.2 (ann)")
                .contains("<li>Waived until 2027-01-31: GET /api/downloads latency.p95 (budgets.yaml:")
                .contains("no request matched GET /api/projects")
                .contains("Distribution of 420 durations");
    }

    @Test
    void escapesWhateverWasRecorded() throws IOException {
        String own = page("harmless");
        String page = page(HOSTILE);
        assertThat(page)
                .contains("&lt;/script&gt;&lt;script&gt;alert('x')&lt;/script&gt;")
                .doesNotContain("<img")
                .doesNotContain("<script>alert");
        assertThat(page.split("<script", -1)).hasSameSizeAs(own.split("<script", -1));
    }

    @Test
    void needsNothingFromElsewhere() throws IOException {
        assertThat(page("harmless"))
                .contains("default-src 'none'")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .doesNotContain("<link");
    }

    private String page(String name) throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        Path file = folder.resolve("report").resolve("index.html");
        HtmlReport.write(new SampleRun(results).report(name), file);
        return Files.readString(file);
    }
}
