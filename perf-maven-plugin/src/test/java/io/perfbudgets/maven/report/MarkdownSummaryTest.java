package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSummaryTest {
    @TempDir
    Path folder;

    @Test
    void listsWhatIsNotKeptAndWhy() throws IOException {
        assertThat(MarkdownSummary.text(List.of(new SampleRun(folder).report("harmless"))))
                .startsWith("### ❌ Performance budgets of shop: ")
                .contains("\n| broken | GET /api/games | queries | 101 | 1 | @MaxQueries(1), GamesApiIT.java:42 |\n")
                .contains("<summary>Why</summary>\n\n    Performance budget broken: ")
                .doesNotContain("| GET /api/health");
    }

    @Test
    void keepsTheTableWholeWhateverASubjectIsCalled() throws IOException {
        String text = MarkdownSummary.text(List.of(new SampleRun(folder).report("a|b <i>`c`</i>")));
        assertThat(text.lines().filter(line -> line.startsWith("| ")).map(line -> line.split(" \\| ", -1).length))
                .allMatch(cells -> cells == 6);
    }

    @Test
    void staysBelowTheForgesLimitsAndCountsWhatIsLeftOut() throws IOException {
        GateReport large = new SampleRun(folder).many(2_000);
        List<Problem> problems = IntStream.range(0, 50)
                .mapToObj(i -> new Problem("A problem. ".repeat(2_000), Effect.FAILS))
                .toList();
        Path file = folder.resolve("summary.md");
        MarkdownSummary.write(List.of(large, large.plus(List.of(), problems)), file);
        String text = Files.readString(file);
        assertThat(text.length()).isBetween(30_000, 65_536);
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20);
        assertThat(text)
                .containsPattern(
                        "[0-9]+ more verdicts? (is|are) left out\\. The page `report/index.html` has all of it")
                .containsPattern("[0-9]+ more explanations? (is|are) left out");
        assertThat(text.split("<details", -1)).hasSameSizeAs(text.split("</details>", -1));
    }

    @Test
    void tellsOfTheModulesThatFailedFirst() throws IOException {
        GateReport failed = new SampleRun(folder).report("harmless");
        GateReport passed = new GateReport("clean", failed.results(), List.of(), List.of());
        String text = MarkdownSummary.text(List.of(passed, failed));
        assertThat(text.indexOf("budgets of shop")).isLessThan(text.indexOf("✅ Performance budgets of clean"));
    }
}
