package io.perfbudgets.maven;

import io.perfbudgets.budget.Budgets;
import io.perfbudgets.gate.Coverage;
import io.perfbudgets.gate.Gate;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.gate.GateText;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.gate.SharedCoverage;
import io.perfbudgets.maven.report.HtmlReport;
import io.perfbudgets.maven.report.MarkdownSummary;
import io.perfbudgets.maven.report.ReportedModule;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ResultsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes one page on the last run of all modules of the reactor, and one summary; never fails on what they say. Run it with
 * the build or after it: {@code mvn verify perf:report-aggregate}, or after a red build {@code mvn perf:report-aggregate}.
 */
@Mojo(name = "report-aggregate", aggregator = true, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class ReportAggregateMojo extends PerfMojo {
    /** The folder for {@code index.html} and {@code summary.md}. */
    @Parameter(property = "perf.aggregate", defaultValue = "${project.build.directory}/perf/aggregate")
    File aggregate;

    /** What regression budgets are held against, as for {@code perf:check}. */
    @Parameter(property = "perf.baseline")
    @Nullable
    String baseline;

    /** How many past runs, at most, regression budgets are held against. */
    @Parameter(property = "perf.baselineRuns", defaultValue = "10")
    int baselineRuns;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        Map<MavenProject, PreparedRun> runs = new LinkedHashMap<>();
        boolean partial = TestSelection.of(session, project).restricted().isPresent();
        for (MavenProject module : session.getProjects()) {
            if (!module.getPackaging().equals("pom")) {
                Optional<PreparedRun> prepared =
                        PreparedRun.in(Path.of(module.getBuild().getDirectory()));
                prepared.ifPresent(run -> runs.put(module, run));
                partial |= prepared.isEmpty();
            }
        }
        if (runs.isEmpty()) {
            getLog().warn("No module has a run to report on: run mvn verify with perf:prepare first");
            return;
        }
        List<ReportedModule> modules = reported(runs, partial);
        Path page = aggregate.toPath().resolve("index.html");
        try {
            HtmlReport.write(project.getArtifactId(), modules, page);
            MarkdownSummary.write(
                    modules.stream().map(ReportedModule::report).toList(),
                    aggregate.toPath().resolve("summary.md"));
        } catch (IOException denied) {
            throw new MojoExecutionException("Cannot write to " + aggregate + ": " + denied.getMessage(), denied);
        }
        modules.forEach(module -> getLog().info(GateText.headline(module.report())));
        getLog().info("Report: " + page);
    }

    private List<ReportedModule> reported(Map<MavenProject, PreparedRun> runs, boolean partial)
            throws MojoExecutionException, MojoFailureException {
        SharedCoverage shared = new SharedCoverage(
                runs.keySet().stream().map(MavenProject::getId).collect(Collectors.toSet()));
        List<ReportedModule> modules = new ArrayList<>();
        for (Map.Entry<MavenProject, PreparedRun> each : runs.entrySet()) {
            modules.add(reported(each.getKey(), each.getValue(), shared, partial));
        }
        return modules;
    }

    private ReportedModule reported(MavenProject module, PreparedRun run, SharedCoverage shared, boolean partial)
            throws MojoExecutionException, MojoFailureException {
        HistoryPlace place = new HistoryPlace(module.getBasedir().toPath(), history);
        try {
            Budgets declared = read(run.budgetFiles(), module, Map.of());
            Gate gate = new Gate(declared, LocalDate.now(ZoneId.systemDefault()));
            GateReport report = RegressionCheck.of(place, module.getBasedir().toPath(), baseline, baselineRuns)
                    .on(
                            gate.judge(module.getArtifactId(), RunResults.read(run.results(), run.runId())),
                            gate,
                            declared,
                            partial);
            Coverage all = gate.coverage(report);
            OwnFile own = OwnFile.of(module, run.budgetFiles());
            report = gate.unmet(report, all.declaredWhere(own), partial);
            Optional<Coverage> whole = shared.add(module.getId(), all.declaredWhere(own.negate()));
            if (whole.isPresent()) {
                report = gate.unmet(report, whole.get(), partial);
            }
            return new ReportedModule(report, new ReportedPast(report).in(place, getLog()::warn));
        } catch (ResultsException damaged) {
            throw new MojoExecutionException(damaged.getMessage(), damaged);
        }
    }
}
