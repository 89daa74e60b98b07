package io.perfbudgets.maven;

import io.perfbudgets.gate.GateReport;
import io.perfbudgets.maven.report.HtmlReport;
import io.perfbudgets.maven.report.ReportedModule;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * A page of the project's site: the verdicts of the last run and a link to the report on it, which becomes part of the site.
 * It never fails on what it says.
 *
 * <pre>{@code
 * <reporting>
 *   <plugins>
 *     <plugin>
 *       <groupId>io.perfbudgets</groupId>
 *       <artifactId>perf-maven-plugin</artifactId>
 *       <version>${perf.version}</version>
 *       <reportSets>
 *         <reportSet>
 *           <reports>
 *             <report>site</report>
 *           </reports>
 *         </reportSet>
 *       </reportSets>
 *     </plugin>
 *   </plugins>
 * </reporting>
 * }</pre>
 */
@Mojo(name = "site", threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the fields
public final class SiteMojo extends JudgingMojo implements MavenReport {
    private static final String PAGE = "performance-budgets";

    /** The folder of the site. */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    File site;

    @Override
    void run() throws MojoFailureException {
        throw new MojoFailureException(
                "perf:site is a page of the project's site: name it as a report in <reporting> and"
                        + " run mvn site. mvn perf:report writes the report alone");
    }

    /** Whether there is a run to report on. */
    @Override
    public boolean canGenerateReport() throws MavenReportException {
        try {
            return !skip && !project.getPackaging().equals("pom") && lastRun().isPresent();
        } catch (MojoExecutionException | MojoFailureException unreadable) {
            throw new MavenReportException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            Optional<GateReport> last = lastRun();
            if (last.isPresent()) {
                Path page = site.toPath().resolve(PAGE).resolve("index.html");
                HtmlReport.write(last.get().name(), List.of(new ReportedModule(last.get(), past(last.get()))), page);
                SitePage.write(last.get(), PAGE + "/index.html", sink);
            }
        } catch (MojoExecutionException | MojoFailureException | IOException failed) {
            throw new MavenReportException(String.valueOf(failed.getMessage()), failed);
        }
    }

    @Override
    @SuppressWarnings("deprecation") // what site plugins before 3.21 ask for
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getOutputPath() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Performance budgets";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Verdicts on the performance budgets of the last run.";
    }

    @Override
    public void setReportOutputDirectory(File folder) {
        // The site of one module is asked for its own folder, and that of a tree for the module's part of it.
        site = folder;
    }

    @Override
    public File getReportOutputDirectory() {
        return site;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }
}
