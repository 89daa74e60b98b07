package io.perfbudgets.maven.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Text as Markdown that shows it as it is. */
final class Markdown {
    private Markdown() {}

    /** As plain text in a table's cell or a heading. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
    }

    /** A row of a table. */
    static String row(List<String> cells) {
        return cells.stream().map(Markdown::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** As it is, line by line: indented code needs no fence, so nothing inside can end it. */
    static String verbatim(String text) {
        return text.indent(4).replaceAll("(?m)^ {4}$", "") + "\n";
    }

    static void write(String text, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, text.getBytes(StandardCharsets.UTF_8)); // half a surrogate pair becomes a question mark
    }
}
