package io.perfbudgets.probe.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The file that an application's output goes to. Reads are of bounded size, whatever it writes. */
record OutputFile(Path path) {
    private static final int TAIL_LINES = 12;
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int SEARCHED = 4 * 1024 * 1024;
    private static final int LINE = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    /** Its last lines, indented, after a line that names the file; a note if there are none. */
    String tail() {
        List<String> lines = text(TAIL_BYTES)
                .lines()
                .map(line -> UNPRINTABLE.matcher(line).replaceAll(" ").stripTrailing())
                .filter(line -> !line.isEmpty())
                .map(line -> line.length() <= LINE ? line : line.substring(0, LINE) + " …")
                .toList();
        if (lines.isEmpty()) {
            return "It wrote nothing to " + path;
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return "Its last output (" + path + "):\n    " + String.join("\n    ", last);
    }

    /** Whether {@code pattern} finds something in the last 4 MiB. */
    boolean has(Pattern pattern) {
        return pattern.matcher(text(SEARCHED)).find();
    }

    private String text(int most) {
        if (!Files.exists(path)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - most);
            file.seek(from);
            byte[] bytes = new byte[(int) Math.min(most, file.length() - from)];
            int read = Math.max(0, file.read(bytes));
            return new String(bytes, 0, read, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
