package io.perfbudgets.maven.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one at a time and none of them without end. */
final class TextLines implements AutoCloseable {
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final BufferedReader in;
    private long number;

    TextLines(Path file) throws IOException {
        this.file = file;
        // What is no UTF-8 shows in names and nowhere else, and must not stop the reading.
        this.in = new BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 16);
    }

    /** The next line without its end; null after the last one. */
    @Nullable
    String next() throws IOException, ImportException {
        StringBuilder line = new StringBuilder();
        int character = in.read();
        if (character < 0) {
            return null;
        }
        number++;
        while (character >= 0 && character != '\n') {
            if (line.length() == LONGEST) {
                throw wrong("the line is longer than a mebibyte");
            }
            line.append((char) character);
            character = in.read();
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** Something is wrong with the line that was read last. */
    ImportException wrong(String what) {
        return new ImportException(file, number, what);
    }

    /** Something is wrong with a line that was read before. */
    ImportException wrong(long line, String what) {
        return new ImportException(file, line, what);
    }

    /** A whole number, of a field of that name. */
    long number(String text, String field) throws ImportException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException invalid) {
            throw wrong(field + " is '" + shortened(text) + "', not a whole number");
        }
    }

    /** Passes a request on. */
    void add(Samples to, String name, long nanos, boolean failed, long endMillis) throws ImportException {
        if (nanos < 0) {
            throw wrong("a duration is negative");
        }
        String problem = to.add(name, nanos, failed, endMillis);
        if (!problem.isEmpty()) {
            throw wrong(problem);
        }
    }

    /** Passes requests on of which only the durations are known. */
    void addCount(Samples to, String name, long nanos, long count, long endMillis) throws ImportException {
        if (nanos < 0 || count < 0) {
            throw wrong("a duration or a number of requests is negative");
        }
        String problem = to.addCount(name, nanos, count, endMillis);
        if (!problem.isEmpty()) {
            throw wrong(problem);
        }
    }

    /** A number, of a field of that name, that may have a fraction. */
    double decimal(String text, String field) throws ImportException {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException invalid) {
            // told below
        }
        throw wrong(field + " is '" + shortened(text) + "', not a number");
    }

    static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 57) + "...";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
