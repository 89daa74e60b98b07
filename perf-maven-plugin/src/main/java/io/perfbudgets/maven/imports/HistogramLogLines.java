package io.perfbudgets.maven.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a histogram log (version 1.3 and before): comments in {@code #[ ]}, a legend, and for each interval its start
 * and length in seconds, its longest value, and a compressed histogram in Base64.
 */
final class HistogramLogLines {
    private static final String START = "#[StartTime: ";
    private static final String TAG = "Tag=";
    /** Smaller times are seconds since the log's start. */
    private static final double A_DATE = 1e9;

    private final TextLines lines;
    private final Samples to;
    private double startedAt;

    HistogramLogLines(TextLines lines, Samples to) {
        this.lines = lines;
        this.to = to;
    }

    void read(String first) throws IOException, ImportException {
        for (@Nullable String line = first; line != null; line = lines.next()) {
            if (line.startsWith(START)) {
                startedAt = lines.decimal(line.substring(START.length()).replaceFirst(" .*", ""), "StartTime");
            } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("\"")) {
                interval(line);
            }
        }
    }

    private void interval(String line) throws ImportException {
        String[] fields = line.split(",", -1);
        int at = fields[0].startsWith(TAG) ? 1 : 0;
        if (fields.length != at + 4) {
            throw lines.wrong("the interval has " + (fields.length - at) + " fields, not 4: it is cut off");
        }
        double start = lines.decimal(fields[at], "the start");
        double end = start + lines.decimal(fields[at + 1], "the length") + (start < A_DATE ? startedAt : 0);
        String name = at == 0 ? "" : fields[0].substring(TAG.length());
        for (HistogramIterationValue value : histogram(fields[at + 3]).recordedValues()) {
            lines.addCount(
                    to,
                    name,
                    saturated(value.getValueIteratedTo()),
                    value.getCountAddedInThisIterationStep(),
                    Math.round(end * 1000));
        }
    }

    private long saturated(long value) {
        return value > Long.MAX_VALUE / to.histogramUnit() ? Long.MAX_VALUE : value * to.histogramUnit();
    }

    private Histogram histogram(String base64) throws ImportException {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64.strip())), 0);
        } catch (DataFormatException | RuntimeException damaged) {
            throw lines.wrong("the histogram is damaged or cut off, or one of another sort: " + damaged.getMessage());
        }
    }
}
