package io.perfbudgets.maven.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.report.SampleRun;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format is read by a reader of its own, or held against its grammar. */
class ExportTest {
    private static final String HOSTILE = "</script> \"quoted\", 'a' \u202E\u0000\u0007 % :: \\ ]]> {x} \uD83D\uDE00 y";

    @TempDir
    Path folder;

    private GateReport report;

    @BeforeEach
    void judge() throws Exception {
        report = new SampleRun(folder).report(HOSTILE);
    }

    @Test
    void surefireReadsTheJunitXml() throws Exception {
        String xml = Export.JUNIT.text(report);

        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));

        // It makes a suite of each class name, which is the subject's.
        assertThat(suites.stream().mapToInt(ReportTestSuite::getNumberOfTests).sum())
                .isEqualTo(report.findings().size());
        assertThat(suites.stream()
                        .mapToInt(ReportTestSuite::getNumberOfFailures)
                        .sum())
                .isEqualTo(report.findings(Effect.FAILS).size());
        ReportTestCase games = suites.stream()
                .flatMap(suite -> suite.getTestCases().stream())
                .filter(each -> each.getName().startsWith("queries at most 1 "))
                .findFirst()
                .orElseThrow();
        assertThat(games.getFailureMessage()).isEqualTo("GET /api/games queries 101, budget 1");
        assertThat(games.getFailureDetail()).contains("<- N+1", "(GameService.java:57)");
    }

    @Test
    void aSarifReaderReadsTheSarif() throws Exception {
        SarifSchema210 sarif = new ObjectMapper().readValue(Export.SARIF.text(report), SarifSchema210.class);

        List<Result> results = sarif.getRuns().get(0).getResults();
        assertThat(results).hasSize((int) report.findings().stream()
                .filter(finding -> finding.effect() != Effect.PASSES)
                .count());
        Result games = results.stream()
                .filter(result -> result.getMessage().getText().contains("ran 101 queries"))
                .findFirst()
                .orElseThrow();
        assertThat(games.getRuleId()).isEqualTo("queries");
        assertThat(games.getLevel()).isEqualTo(Result.Level.ERROR);
        var place = games.getLocations().get(0).getPhysicalLocation();
        assertThat(place.getArtifactLocation().getUri()).isEqualTo("GamesApiIT.java");
        assertThat(place.getRegion().getStartLine()).isEqualTo(42);
        assertThat(results)
                .anyMatch(result -> result.getSuppressions() != null
                        && !result.getSuppressions().isEmpty()
                        && "new index ships in 4.2 (ann, until 2027-01-31)"
                                .equals(result.getSuppressions()
                                        .iterator()
                                        .next()
                                        .getJustification()));
    }

    @Test
    void openMetricsKeepsToItsGrammar() {
        String text = Export.OPENMETRICS.text(report);

        Pattern label = Pattern.compile("[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"");
        Pattern sample = Pattern.compile("[a-z_]+\\{" + label + "(?:," + label + ")*\\} [0-9]+(?:\\.[0-9]+)?");
        Pattern meta = Pattern.compile("# (?:TYPE [a-z_]+ gauge|UNIT [a-z_]+ seconds|HELP [a-z_]+ .+)");
        List<String> lines = text.lines().toList();
        assertThat(text).endsWith("\n# EOF\n");
        assertThat(lines.subList(0, lines.size() - 1))
                .allMatch(line ->
                        sample.matcher(line).matches() || meta.matcher(line).matches());
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines).contains("perf_worst{kind=\"request\",subject=\"GET /api/games\",metric=\"queries\"} 101");
    }

    @Test
    void hdrHistogramReadsItsLog() {
        String text = Export.HLOG.text(report);

        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Set<String> tags = new HashSet<>();
        List<Long> counts = new ArrayList<>();
        while (reader.hasNext()) {
            EncodableHistogram histogram = Objects.requireNonNull(reader.nextIntervalHistogram());
            tags.add(histogram.getTag());
            counts.add(((org.HdrHistogram.Histogram) histogram).getTotalCount());
        }
        assertThat(tags).hasSize(report.results().subjects().size()).contains("GET_/api/games");
        assertThat(counts).contains(400L, 500L);
    }

    @Test
    void benchmarkServicesGetNamedValues() throws Exception {
        JsonNode array = new ObjectMapper().readTree(Export.BENCHMARK.text(report));
        JsonNode bencher = new ObjectMapper().readTree(Export.BENCHER.text(report));

        assertThat(array)
                .allMatch(each -> each.path("name").isTextual()
                        && each.path("unit").isTextual()
                        && each.path("value").isNumber());
        assertThat(array)
                .anyMatch(each -> each.path("name").asText().equals("GET /api/games queries")
                        && each.path("value").asLong() == 101);
        assertThat(bencher.path("GET /api/games").path("queries").path("value").asLong())
                .isEqualTo(101);
        assertThat(bencher.path("GET /api/health").path("latency").path("value").asLong())
                .isPositive();
    }

    @Test
    void gitHubShowsTheWorstAtTheirLines() {
        List<String> commands = GithubAnnotations.of(report);

        assertThat(commands).allMatch(command -> command.matches("::(error|warning) [^\\n\\r]*::[^\\n\\r]*"));
        assertThat(commands)
                .anyMatch(command -> command.startsWith(
                        "::error file=GamesApiIT.java,line=42,title=GET /api/games queries 101%2C budget 1::"));
        assertThat(commands.get(0)).startsWith("::error ");
    }

    @Test
    void findsFormatsByName() {
        assertThat(Export.named(" Sarif ")).contains(Export.SARIF);
        assertThat(Export.named("pdf")).isEmpty();
        assertThat(Export.names()).isEqualTo("junit, sarif, openmetrics, hlog, benchmark, bencher");
    }
}
