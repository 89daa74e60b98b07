package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.maven.report.SampleRun;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SitePageTest {
    /** What a sink is told, one event a line. */
    private final List<String> events = new ArrayList<>();

    @Test
    void listsWhatIsNotKeptAsTextAndLinksToTheReport(@TempDir Path folder) throws Exception {
        String hostile = "<script>alert(1)</script>";

        SitePage.write(new SampleRun(folder).module(hostile).report(), "performance-budgets/index.html", sink());

        assertThat(events)
                .startsWith("head", "title", "text Performance budgets", "title_", "head_", "body")
                .endsWith("section1_", "body_", "flush", "close")
                .contains("text BROKEN", "text NOT MEASURED", "text UNDECIDED", "text waived", "text GET /api/games")
                .doesNotContain("text kept")
                .containsSubsequence("link performance-budgets/index.html", "text The whole report", "link_");
        assertThat(events).noneMatch(event -> event.startsWith("rawText"));
        assertThat(events.stream().filter("tableRow"::equals))
                .hasSameSizeAs(events.stream().filter("tableRow_"::equals).toList());
    }

    private Sink sink() {
        return (Sink) Proxy.newProxyInstance(
                Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, (proxy, method, arguments) -> {
                    events.add(arguments == null ? method.getName() : method.getName() + " " + arguments[0]);
                    return null;
                });
    }
}
