package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSummaryTest {
    @TempDir
    Path folder;

    @Test
    void listsWhatIsNotKeptAndWhy() throws IOException {
        assertThat(MarkdownSummary.text(new SampleRun(folder).report("harmless")))
                .startsWith("### ❌ Performance budgets of shop: ")
                .contains("\n| broken | GET /api/games | queries | 101 | 1 | @MaxQueries(1), GamesApiIT.java:42 |\n")
                .contains("<summary>Why</summary>\n\n    Performance budget broken: ")
                .doesNotContain("| GET /api/health");
    }

    @Test
    void keepsTheTableWholeWhateverASubjectIsCalled() throws IOException {
        String text = MarkdownSummary.text(new SampleRun(folder).report("a|b <i>`c`</i>"));
        assertThat(text.lines().filter(line -> line.startsWith("| ")).map(line -> line.split(" \\| ", -1).length))
                .allMatch(cells -> cells == 6);
    }
}
