package io.perfbudgets.maven.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The percentile spectrum that {@code wrk2 --latency} prints: in each row a duration in milliseconds, a percentile, and how
 * many requests took up to that long. A request is taken to have lasted as long as its row says, which is never too short.
 */
final class SpectrumLines {
    private static final String TOTAL = "Total count";

    private final TextLines lines;
    private final Samples to;
    private long counted;

    SpectrumLines(TextLines lines, Samples to) {
        this.lines = lines;
        this.to = to;
    }

    static boolean isHead(String line) {
        return line.contains("Value") && line.contains("Percentile") && line.contains("TotalCount");
    }

    void read(String first) throws IOException, ImportException {
        @Nullable String line = first;
        while (line != null && !isHead(line)) {
            line = lines.next();
        }
        if (line == null) {
            throw lines.wrong(
                    "the file ends without a 'Detailed Percentile spectrum': run wrk2 with --latency; wrk writes a"
                            + " few percentiles only, which no budget can be judged by with any confidence");
        }
        for (line = lines.next(); line != null && !line.contains(TOTAL); line = lines.next()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                row(line.strip().split("\\s+"));
            }
        }
        if (line == null) {
            throw lines.wrong("the file ends within the spectrum: it is cut off");
        }
        String total =
                line.substring(line.indexOf('=', line.indexOf(TOTAL)) + 1).replace("]", "");
        if (lines.number(total, TOTAL) != counted) {
            throw lines.wrong("the spectrum has " + counted + " of" + total + " requests: rows are missing");
        }
    }

    private void row(String[] fields) throws ImportException {
        if (fields.length < 3) {
            throw lines.wrong("the row has " + fields.length + " columns, not 3 or 4: it is cut off");
        }
        double millis = lines.decimal(fields[0], "the value");
        long upTo = lines.number(fields[2], "the count");
        if (upTo < counted) {
            throw lines.wrong("the count is " + upTo + ", less than in the row before");
        }
        lines.addCount(to, "", Math.round(millis * 1_000_000), upTo - counted, 0);
        counted = upTo;
    }
}
