package io.perfbudgets.maven.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.WriterOutput;
import io.perfbudgets.gate.GateReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The report as one HTML file that needs nothing else, no network either. All that was recorded is escaped by the template
 * engine, by the place where it stands.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes {@code report} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(GateReport report, Path file) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
        Map<String, Object> parameters =
                Map.of("page", Page.of(report), "css", resource("report.css"), "script", resource("report.js"));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            TemplateOutput output = new WriterOutput(writer);
            engine.render("index.jte", parameters, output);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this plugin's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
