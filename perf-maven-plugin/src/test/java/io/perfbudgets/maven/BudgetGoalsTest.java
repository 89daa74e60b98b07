package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfbudgets.maven.history.Commit;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.PastRun;
import io.perfbudgets.maven.history.RunQuery;
import io.perfbudgets.results.PreparedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code perf:init}, {@code perf:tighten} and {@code perf:import} on a project's folder. */
class BudgetGoalsTest {
    @TempDir
    Path folder;

    private MavenProject project;

    @BeforeEach
    void makeAProject() throws Exception {
        Files.createDirectory(folder.resolve(".mvn"));
        project = new MavenProject();
        project.setArtifactId("shop");
        project.setFile(folder.resolve("pom.xml").toFile());
        project.setBuild(new Build());
        project.getBuild().setDirectory(folder.resolve("target").toString());
    }

    @Test
    void initWritesAFileThatTheSameRunPassesAndNeverASecondOne() throws Exception {
        Path results = ranOnce();

        init(results).execute();

        Path file = folder.resolve("budgets.yaml");
        assertThat(file).content().contains("match: GET /api/games\n", "latency: { p95: ", "queries: 2\n");
        Files.writeString(file, "version: 1\n# mine\n");
        assertThatThrownBy(() -> init(results).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("perf:init overwrites none");
        assertThat(file).hasContent("version: 1\n# mine\n");
    }

    @Test
    void initSaysWhatIsMissingWhereNothingWasMeasured() {
        assertThatThrownBy(() -> init(folder.resolve("results")).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("run mvn verify perf:init");
        assertThat(folder.resolve("budgets.yaml")).doesNotExist();
    }

    @Test
    void tightenProposesAndWritesOnRequestOnly() throws Exception {
        String loose = """
                version: 1
                requests: { lists: { match: "GET /api/**", latency: { p95: 5s }, queries: 9 } } # ours
                """;
        Path file = Files.writeString(folder.resolve("budgets.yaml"), loose);
        for (int i = 0; i < 3; i++) {
            try (History history =
                    History.open(folder.resolve(".perf/history.db").toString())) {
                history.record(
                        new PastRun(folder, "run-" + i)
                                .request("GET /api/games", 2, PastRun.around(100, 20))
                                .judged(),
                        Commit.UNKNOWN,
                        "");
            }
        }

        tighten(false).execute();
        assertThat(file).hasContent(loose);

        tighten(true).execute();
        assertThat(file).hasContent(loose.replace("5s", "41ms").replace("queries: 9", "queries: 2"));
    }

    @Test
    void importJudgesAFileAgainAndRemembersItOnce() throws Exception {
        Path budgets = folder.resolve("budgets.yaml");
        Path load = Files.writeString(
                folder.resolve("summary.json"),
                "{\"metrics\":{\"http_reqs\":{\"count\":1000,\"rate\":100},\"http_req_failed\":{\"passes\":0,\"fails\":1000},"
                        + "\"http_req_duration\":{\"med\":40,\"p(99)\":80,\"max\":120}}}");

        Files.writeString(budgets, "version: 1\nrequests: { all: { match: GET /api/**, latency: { p95: 80ms } } }\n");
        importing(load).execute();
        Files.writeString(budgets, "version: 1\nrequests: { all: { match: GET /api/**, latency: { p95: 30ms } } }\n");
        assertThatThrownBy(() -> importing(load).execute())
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("BROKEN: GET /api/games latency.p95, budget 30 ms");

        try (History history = History.open(folder.resolve(".perf/history.db").toString())) {
            assertThat(history.runs(RunQuery.of("shop", 9))).singleElement().satisfies(run -> assertThat(
                            history.measurements(run).values())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.units()).isEqualTo(1_000)));
        }
    }

    private ImportMojo importing(Path file) {
        ImportMojo mojo = new ImportMojo();
        mojo.project = project;
        mojo.session = session();
        mojo.mojo = new MojoExecution(new Plugin(), "import", "default-cli");
        mojo.output = folder.resolve("target/perf").toFile();
        mojo.from = List.of(file.toFile());
        mojo.name = "GET /api/games";
        mojo.keepDays = 365;
        mojo.baselineRuns = 10;
        return mojo;
    }

    private Path ranOnce() throws Exception {
        new PastRun(folder, "run-1")
                .request("GET /api/games", 2, PastRun.around(100, 20))
                .judged();
        try (Stream<Path> made = Files.list(folder)) {
            Path results = made.filter(each -> each.getFileName().toString().startsWith("results"))
                    .findFirst()
                    .orElseThrow();
            new PreparedRun("run-1", "shop", results, List.of()).write(folder.resolve("target"));
            return results;
        }
    }

    private InitMojo init(Path results) {
        InitMojo mojo = new InitMojo();
        mojo.project = project;
        mojo.session = session();
        mojo.mojo = new MojoExecution(new Plugin(), "init", "default-cli");
        mojo.results = results.toFile();
        mojo.headroom = "100%";
        return mojo;
    }

    @SuppressWarnings("deprecation") // the constructor for tests
    private MavenSession session() {
        return new MavenSession(
                null, new DefaultMavenExecutionRequest(), new DefaultMavenExecutionResult(), List.of(project));
    }

    private TightenMojo tighten(boolean write) {
        TightenMojo mojo = new TightenMojo();
        mojo.project = project;
        mojo.session = session();
        mojo.mojo = new MojoExecution(new Plugin(), "tighten", "default-cli");
        mojo.session.setAllProjects(List.of(project));
        mojo.runs = 3;
        mojo.headroom = "100%";
        mojo.write = write;
        return mojo;
    }
}
