package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.GateReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String HOSTILE = "</script><script>alert('x')</script><img src=x onerror=\"alert(1)\">&\uD800";

    @TempDir
    Path folder;

    @Test
    void holdsVerdictsAndWhatTheyRestOn() throws IOException {
        String page = page("harmless");
        assertThat(page)
                .contains("<h1><bdi>shop</bdi> <span class=\"result\">failed</span></h1>")
                .contains("\"Waived until 2027-01-31: GET /api/downloads latency.p95 (budgets.yaml:");
        assertThat(unpacked(page))
                .contains("no request matched GET /api/projects")
                .contains("GET /api/games ran 101 queries in one request, budget 1")
                .contains("GameService.java:57")
                .contains("N+1: 100 different values")
                .contains("waived until 2027-01-31: new index ships in 4.2 (ann)")
                .contains("\"title\":\"typical · slowest · most statements\"");
    }

    @Test
    void showsTheVerdictsThatAreNotKeptWithoutScriptsToo() throws IOException {
        String page = page("harmless");
        assertThat(page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>")))
                .contains("<td>✕ broken</td><td><bdi>GET /api/games</bdi></td><td>queries</td><td>101</td><td>1</td>")
                .doesNotContain("GET /api/health");
    }

    @Test
    void escapesWhateverWasRecorded() throws IOException {
        String own = page("harmless");
        String page = page(HOSTILE);
        assertThat(page)
                .contains("\\u003c/script>\\u003cscript>alert('x')\\u003c/script>")
                .doesNotContain("<img")
                .doesNotContain("<script>alert");
        assertThat(page.split("<script", -1)).hasSameSizeAs(own.split("<script", -1));
        assertThat(page.split("</script", -1)).hasSameSizeAs(own.split("</script", -1));
    }

    @Test
    void needsNothingFromElsewhereAndAllowsNoScriptButItsOwn() throws IOException {
        assertThat(page("harmless"))
                .containsPattern(
                        "default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:;")
                .doesNotContain("unsafe-inline")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .doesNotContain("<link")
                .contains("The MIT License (MIT)", "Leon Sorokin");
    }

    private String page(String name) throws IOException {
        Path results = Files.createTempDirectory(folder, "results");
        Path file = folder.resolve("report").resolve("index.html");
        GateReport report = new SampleRun(results).report(name);
        HtmlReport.write(report.name(), List.of(new ReportedModule(report, Past.NONE)), file);
        return Files.readString(file);
    }

    private static String unpacked(String page) throws IOException {
        StringBuilder all = new StringBuilder();
        String details = page.substring(page.indexOf("id=\"details\">") + 13);
        for (String pack :
                details.substring(0, details.indexOf('<')).strip().lines().toList()) {
            byte[] bytes = Base64.getDecoder().decode(pack.strip());
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
