package io.perfbudgets.maven.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of the test's own, spoken to by the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private Browser(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one with a profile in the build's folder; skips the test where there is none. */
    static Browser start() throws IOException, InterruptedException {
        Optional<Path> program = program();
        assumeTrue(
                program.isPresent(),
                "Not covered: the report in a browser. Install chromium or set PERF_TEST_CHROMIUM to its program.");
        // No folder that JUnit deletes: a process that the browser has left to itself may write there for a moment
        // longer.
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "browser-");
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--disable-sync",
                        "--no-default-browser-check",
                        "--hide-scrollbars",
                        "--disable-background-timer-throttling",
                        "--disable-renderer-backgrounding",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        Path file = folder.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                process.destroyForcibly();
                throw new IOException("The browser does not start: " + Files.readString(folder.resolve("browser.log")));
            }
            Thread.sleep(50);
        }
        Browser browser = new Browser(
                process, "http://127.0.0.1:" + Files.readAllLines(file).get(0));
        while (!browser.answers()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                browser.close();
                throw new IOException(
                        "The browser does not answer: " + Files.readString(folder.resolve("browser.log")));
            }
            Thread.sleep(50);
        }
        return browser;
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/json/version"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Optional<Path> program() {
        String named = System.getenv("PERF_TEST_CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new tab of 1400 by 900 that shows nothing yet. */
    Tab tab() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String socket =
                new ObjectMapper().readTree(body).path("webSocketDebuggerUrl").asText();
        return new Tab(http, URI.create(socket));
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle each : all) {
            each.onExit().completeOnTimeout(each, 10, TimeUnit.SECONDS).join();
            each.destroyForcibly();
        }
    }
}
