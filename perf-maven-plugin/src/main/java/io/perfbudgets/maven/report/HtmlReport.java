package io.perfbudgets.maven.report;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The report as one HTML file that needs nothing else, no network either. What was recorded is in it as data that the page's
 * own script turns into text, never into markup; the template engine escapes the rest by the place where it stands. Subjects
 * are written one after the other, so that their number is not bounded by memory.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the report on {@code modules} to {@code file}, replacing it, and creates the folder if it is missing.
     *
     * @param name of what they are the modules of
     * @throws IOException if it cannot be written
     */
    public static void write(String name, List<ReportedModule> modules, Path file) throws IOException {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
        ReportData data = new ReportData(name, modules);
        Content details = output -> {
            try (Packed packed = new Packed(pack -> output.writeContent(pack + "\n"))) {
                data.eachDetail(packed);
            }
        };
        Content index = output -> output.writeContent(ReportData.inScript(data.index()));
        Map<String, Object> parameters =
                Map.of("page", Page.of(name, modules), "details", details, "index", index, "assets", PageAssets.load());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // A half of a surrogate pair, which somebody may have put into a name, becomes a question mark here.
        try (Writer writer = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
            TemplateOutput output = new WriterOutput(writer);
            engine.render("index.jte", parameters, output);
        }
    }
}
