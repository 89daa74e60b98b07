package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.maven.report.SampleRun;
import java.io.StringWriter;
import java.nio.file.Path;
import org.apache.maven.doxia.sink.impl.Xhtml5BaseSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePageTest {
    @Test
    void listsWhatIsNotKeptAsTextAndLinksToTheReport(@TempDir Path folder) throws Exception {
        String hostile = "<script>alert(1)</script>";
        StringWriter page = new StringWriter();

        SitePage.write(
                new SampleRun(folder).module(hostile).report(), "performance-budgets/index.html", new Sink(page));

        assertThat(page.toString())
                .contains("Performance budgets of ", " broken")
                .contains("<th>verdict</th>", "<td>BROKEN</td>", "GET /api/games", "budgets.yaml:")
                .contains("href=\"performance-budgets/index.html\">The whole report</a>")
                .doesNotContain("<td>kept</td>", "<script>");
    }

    /** Its constructor is for sinks to come. */
    private static final class Sink extends Xhtml5BaseSink {
        Sink(StringWriter to) {
            super(to);
        }
    }
}
