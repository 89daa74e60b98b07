package io.perfbudgets.maven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a person meets it. Pictures of what the tests see are left in {@code target/screenshots}. */
class ReportPageTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String RIGHT_TO_LEFT = "\u202E\u05D0\u05D1\u05D2 gnirts";
    private static final String HOSTILE =
            "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>" + RIGHT_TO_LEFT
                    + "\uD800";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;
    /** Made while the browser starts and the other pages are looked at. */
    private static CompletableFuture<Path> large =
            CompletableFuture.failedFuture(new IllegalStateException("not begun"));

    private Tab tab;

    @BeforeAll
    static void writeReport() throws IOException, InterruptedException {
        large = CompletableFuture.supplyAsync(ReportPageTest::writeLargeReport);
        browser = Browser.start();
        page = folder.resolve("index.html");
        ReportedModule module = new SampleRun(Files.createDirectory(folder.resolve("results"))).module(HOSTILE);
        HtmlReport.write("shop", List.of(module), page);
    }

    private static Path writeLargeReport() {
        try {
            Path file = folder.resolve("large.html");
            SampleRun run = new SampleRun(Files.createDirectory(folder.resolve("many")));
            HtmlReport.write("shop", List.of(new ReportedModule(run.many(10_000), Past.NONE)), file);
            return file;
        } catch (IOException denied) {
            throw new UncheckedIOException(denied);
        }
    }

    @AfterAll
    static void stopBrowser() {
        large.handle((file, failure) -> file).join(); // the folder is deleted now
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openTab() throws IOException, InterruptedException {
        tab = browser.tab();
    }

    @AfterEach
    void closeTab() {
        tab.close();
    }

    @Test
    void opensEveryViewWithoutAnError() throws IOException {
        tab.open(page, "");
        assertThat(tab.text("h1")).contains("shop", "failed");
        assertThat(tab.text("#main"))
                .contains("What is not kept", "GET /api/games", "Where the time went")
                .contains("Since the baseline", "Before: run 5e1c of 3f2a8100. After: this run.", "+136.6 %", "slower")
                .contains("Changes of level in the history", "3f34ffd4 and 3f362fa5");
        tab.screenshot(PICTURES.resolve("overview.png"));
        int subjects = tab.eval("document.querySelector('.row').getAttribute('aria-setsize')")
                .asInt();
        assertThat(subjects).isEqualTo(10);
        List<String> sections = new ArrayList<>();
        tab.click("#list");
        for (int i = 0; i < subjects; i++) {
            tab.press("j");
            assertThat(tab.eval("document.querySelectorAll('#main h2').length").asInt())
                    .isEqualTo(1);
            tab.eval("[...document.querySelectorAll('#main h3')].map(h => h.textContent)")
                    .forEach(title -> sections.add(title.asText()));
            String name = tab.text("#main h2").replaceAll("[^a-zA-Z]+", "-");
            tab.screenshot(PICTURES.resolve("subject-" + name.substring(0, Math.min(30, name.length())) + ".png"));
        }
        assertThat(sections)
                .contains("Budgets", "Latency", "SQL", "N+1 queries", "Full scans and sorts", "Memory")
                .contains("Before and after", "History", "Notes");
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void drawsTheChartsOfASubjectWithTheSameValuesInATable() throws IOException {
        tab.open(page, "#request/GET%20%2Fapi%2Fgames");
        assertThat(tab.eval("[...document.querySelectorAll('.chart')].map(c => c.querySelector('canvas').width > 300)"))
                .hasSize(4)
                .allMatch(JsonNode::asBoolean);
        assertThat(tab.eval("document.querySelector('.chart').getAttribute('aria-label')")
                        .asText())
                .startsWith("Durations by percentile: p50 ");
        assertThat(tab.eval("document.querySelector('.values-table tbody').textContent")
                        .asText())
                .startsWith("p50")
                .contains("p99.9", "max");
        assertThat(tab.text(".waterfall")).contains("GameRepository.java:31", "100 ×", "N+1: 100 different values");
        assertThat(tab.text("#main"))
                .contains("slower", "+136.6 %", "rose from 41 ms to 93 ms between 3f34ffd4 and 3f362fa5");
        tab.size(1400, 2600);
        tab.screenshot(PICTURES.resolve("games.png"));
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void drawsAFlameGraphThatKeysWalkAndZoom() throws IOException {
        tab.open(page, "#request/GET%20%2Fapi%2Fclips");
        assertThat(frames())
                .containsExactly("ClipService.list 100%", "Export.render 80%", "Pattern.compile 60%", "Clip.copy 20%");
        assertThat(tab.text(".flame + .note + details summary")).isEqualTo("As a table");
        assertThat(tab.eval("document.querySelector('.wide tbody').textContent").asText())
                .startsWith("java.util.regex.Pattern.compile(Pattern.java:1)60 %60 %");
        tab.eval("document.querySelector('.frame').focus()");
        tab.press("ArrowDown");
        assertThat(tab.eval("document.activeElement.getAttribute('aria-label')").asText())
                .isEqualTo("com.acme.Export.render(Export.java:57), 80 %, 80 samples");
        tab.press("Enter");
        assertThat(frames()).containsExactly("ClipService.list 100%", "Export.render 100%", "Pattern.compile 75%");
        tab.press("Escape");
        assertThat(frames()).hasSize(4);
        tab.eval("document.querySelector('.flame').scrollIntoView()");
        tab.screenshot(PICTURES.resolve("flame.png"));
        assertThat(flaws("#request/GET%20%2Fapi%2Fclips", "{}")).isEmpty();
        assertThat(tab.errors()).isEmpty();
    }

    private List<String> frames() {
        List<String> frames = new ArrayList<>();
        tab.eval("[...document.querySelector('.flame').children].filter(f => !f.hidden)"
                        + ".map(f => f.textContent + ' ' + f.style.width)")
                .forEach(frame -> frames.add(frame.asText()));
        return frames;
    }

    @Test
    void showsTheTrendOfMemory() throws IOException {
        tab.open(page, "#process/clip-service");
        assertThat(tab.text("#main")).containsPattern("live heap Trend \\+5\\d(\\.\\d)? MB/h, between ");
    }

    @Test
    void searchesFiltersAndSorts() {
        tab.open(page, "");
        tab.press("/");
        assertThat(tab.eval("document.activeElement.id").asText()).isEqualTo("search");
        tab.type("games nplusone");
        assertThat(rows()).containsExactly("GET /api/games");
        tab.press("Escape");
        assertThat(tab.text(".tally")).isEqualTo("10 subjects");
        choose("Verdict", "4");
        assertThat(rows()).contains("GET /api/health").doesNotContain("GET /api/games");
        choose("Kind", "operation");
        assertThat(rows()).containsExactly("db-sync");
        choose("Verdict", "-1");
        choose("Kind", "");
        choose("Sort", "name");
        assertThat(rows()).contains("clip-service").isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        choose("Sort", "queries");
        assertThat(rows()).first().isEqualTo("GET /api/games");
        tab.click("#overview");
        tab.click(".tile.broken");
        assertThat(rows()).contains("GET /api/games").doesNotContain("GET /api/health");
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void followsLinksAndLinksToWhatIsShown() {
        tab.open(page, "#request/POST%20%2Fapi%2Fclips");
        assertThat(tab.text("#main h2")).isEqualTo("POST /api/clips");
        assertThat(tab.text(".row[aria-selected=true]")).contains("POST /api/clips");
        tab.eval("location.hash = '#GET /api/games'");
        assertThat(tab.eval(until("document.querySelector('#main h2').textContent === 'GET /api/games'"))
                        .asBoolean())
                .isTrue();
        tab.click("#list");
        tab.press("j");
        String next = tab.text("#main h2");
        String link = tab.eval("location.hash").asText();
        tab.open(page, link);
        assertThat(tab.text("#main h2")).isEqualTo(next);
        tab.open(page, "#nothing-of-that-name");
        assertThat(tab.text("#main h2")).isEqualTo("Verdicts");
    }

    @Test
    void isWalkedByKeys() {
        tab.open(page, "");
        tab.eval("document.getElementById('list').focus()");
        tab.press("ArrowDown");
        String first = tab.text("#main h2");
        tab.press("ArrowDown");
        assertThat(tab.text("#main h2")).isNotEqualTo(first);
        tab.press("ArrowUp");
        assertThat(tab.text("#main h2")).isEqualTo(first);
        tab.press("End");
        assertThat(tab.eval("document.querySelector('.row[aria-selected=true]').getAttribute('aria-posinset')")
                        .asInt())
                .isEqualTo(10);
        tab.press("Enter");
        assertThat(tab.eval("document.activeElement.tagName").asText()).isEqualTo("H2");
        tab.press("o");
        assertThat(tab.text("#main h2")).isEqualTo("Verdicts");
        tab.press("?");
        assertThat(tab.eval("document.querySelector('dialog').open").asBoolean())
                .isTrue();
    }

    @Test
    void isDarkWhereThatIsPreferredOrAsked() throws IOException {
        tab.prefersDark(true);
        tab.open(page, "#request/GET%20%2Fapi%2Fgames");
        assertThat(brightness()).isLessThan(60);
        tab.screenshot(PICTURES.resolve("dark.png"));
        tab.press("d");
        assertThat(brightness()).isGreaterThan(200);
        tab.prefersDark(false);
        tab.press("d");
        assertThat(brightness()).isLessThan(60);
        tab.eval("localStorage.clear()");
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void takesHostileNamesForText() {
        tab.open(page, "");
        tab.press("/");
        tab.type("onerror");
        tab.press("ArrowDown");
        assertThat(tab.text("#main .full")).contains("</script><script>window.hacked = 1</script>", RIGHT_TO_LEFT);
        assertThat(tab.eval("getComputedStyle(document.querySelector('#main h2 bdi')).unicodeBidi")
                        .asText())
                .isEqualTo("isolate");
        assertThat(tab.eval("document.querySelector('.long pre').textContent.length")
                        .asInt())
                .isGreaterThan(10_000);
        assertThat(tab.eval("'hacked' in window").asBoolean()).isFalse();
        assertThat(tab.eval("document.images.length").asInt()).isZero();
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void refusesEveryScriptAndConnectionButItsOwn() {
        tab.open(page, "");
        assertThat(tab.eval(
                                "new Promise(done => { const s = document.createElement('script'); s.textContent = 'window.other = 1';"
                                        + " document.body.append(s); setTimeout(() => done('other' in window)); })")
                        .asBoolean())
                .isFalse();
        assertThat(tab.eval("fetch('data:,x').then(() => 'let through', () => 'refused')")
                        .asText())
                .isEqualTo("refused");
    }

    @Test
    void printsEverySubjectOfTheListOpened() throws IOException {
        tab.open(page, "");
        tab.eval(until("document.body.dataset.printable === 'yes'"));
        tab.eval("window.dispatchEvent(new Event('beforeprint'))");
        assertThat(tab.eval("document.querySelectorAll('#printed article').length")
                        .asInt())
                .isEqualTo(11);
        assertThat(tab.eval("document.querySelectorAll('#printed .why:not([open]), #printed .long:not([open])').length")
                        .asInt())
                .isZero();
        tab.eval("window.dispatchEvent(new Event('afterprint'))");
        assertThat(tab.eval("document.querySelectorAll('#printed article').length")
                        .asInt())
                .isZero();
        tab.print(PICTURES.resolve("printed.pdf"));
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void isUsableOnASmallScreen() throws IOException {
        tab.size(420, 860);
        tab.open(page, "#request/GET%20%2Fapi%2Fgames");
        assertThat(tab.eval("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 420"
                        + " && !e.parentElement.closest('.scroll, pre, .row')).map(e => e.outerHTML.slice(0, 120))"))
                .isEmpty();
        assertThat(tab.eval("document.documentElement.scrollWidth").asInt()).isEqualTo(420);
        tab.screenshot(PICTURES.resolve("small.png"));
    }

    /** How long it takes is in the test's output: no assertion, as machines differ. */
    @Test
    void holdsTenThousandSubjectsAsEasilyAsTen() throws IOException {
        Path file = large.join();
        tab.open(file, "");
        double loaded = tab.eval("performance.now()").asDouble();
        assertThat(tab.text(".tally")).isEqualTo("10,000 subjects");
        assertThat(tab.eval("document.querySelectorAll('body *').length").asInt())
                .isLessThan(2_500);
        double found = tab.eval(
                        "(() => { const start = performance.now(); const s = document.getElementById('search');"
                                + " s.value = '-9999/'; s.dispatchEvent(new Event('input')); return performance.now() - start; })()")
                .asDouble();
        assertThat(rows()).containsExactly("GET /api/resource-9999/{id}");
        tab.eval(
                "(() => { const s = document.getElementById('search'); s.value = ''; s.dispatchEvent(new Event('input'));"
                        + " document.getElementById('list').scrollTop = 1e9; })()");
        double opened = tab.eval(
                        "(() => { const start = performance.now(); document.querySelector('.row:last-child').click();"
                                + " return " + until("!document.querySelector('main[aria-busy]')")
                                + ".then(() => performance.now() - start); })()")
                .asDouble();
        assertThat(tab.text("#main h2")).startsWith("GET /api/resource-");
        System.out.printf(
                "10,000 subjects, %,d kB: loaded in %.0f ms, searched in %.0f ms, one opened in %.0f ms%n",
                Files.size(file) / 1_000, loaded, found, opened);
        assertThat(tab.errors()).isEmpty();
    }

    @Test
    void hasNoFlawThatAxeFinds() throws IOException {
        for (String view : List.of(
                "", "#request/GET%20%2Fapi%2Fgames", "#request/GET%20%2Fapi%2Fsearch", "#process/clip-service")) {
            assertThat(flaws(view, "{}")).as(view + " light").isEmpty();
        }
        tab.prefersDark(true);
        for (String view : List.of("", "#request/GET%20%2Fapi%2Fgames")) {
            assertThat(flaws(view, "{ runOnly: ['color-contrast'] }"))
                    .as(view + " dark")
                    .isEmpty();
        }
    }

    /** Loads the page and axe at the first view only. */
    private JsonNode flaws(String view, String options) throws IOException {
        if (tab.eval("'axe' in window").asBoolean()) {
            tab.turnTo(view);
        } else {
            tab.open(page, view);
            tab.eval(axe());
        }
        // Colours that still change into others are none that a reader sees.
        tab.eval("Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => true)");
        return tab.eval("axe.run(Object.assign({ resultTypes: ['violations'] }, " + options + "))"
                + ".then(found => found.violations.map(v => v.id + ': ' + v.help + ' '"
                + " + v.nodes.slice(0, 3).map(n => n.html + ' ' + n.failureSummary).join(' | ')))");
    }

    private static String until(String condition) {
        return "new Promise(done => { const look = () => " + condition
                + " ? done(true) : setTimeout(look, 10); look(); })";
    }

    private static String axe() throws IOException {
        try (InputStream in = ReportPageTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        tab.eval("[...document.querySelectorAll('.row .name')].map(row => row.textContent)")
                .forEach(row -> rows.add(row.asText()));
        return rows;
    }

    private void choose(String label, String value) {
        tab.eval("(() => { const s = document.querySelector('select[aria-label=" + label + "]'); s.value = '" + value
                + "'; s.dispatchEvent(new Event('change')); })()");
    }

    private int brightness() {
        return tab.eval("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
                .asInt();
    }
}
