package io.perfbudgets.maven.imports;

import io.perfbudgets.measure.Percentiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines that {@code ab -e} writes: for each percent from 0 on the duration of the request of that rank, in milliseconds.
 * How many requests there were, it does not say.
 */
final class PercentLines {
    private static final Pattern ROW = Pattern.compile("(\\d{1,3}),(\\d{1,12}\\.\\d{3})");
    private static final int ALL = 100;
    private static final double NANOS = 1e6;

    private final TextLines lines;
    private final Samples to;
    private final List<Percentiles.Point> points = new ArrayList<>();

    PercentLines(TextLines lines, Samples to) {
        this.lines = lines;
        this.to = to;
    }

    void read() throws IOException, ImportException {
        long count = to.requests()
                .orElseThrow(() -> lines.wrong(
                        "ab -e does not say how many requests there were: add -Dperf.requests=N, what ab calls"
                                + " 'Complete requests'"));
        int percent = 0;
        long longest = 0;
        for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
            Matcher row = ROW.matcher(line);
            if (!row.matches() || Integer.parseInt(row.group(1)) != percent || percent > ALL) {
                throw lines.wrong("'" + TextLines.shortened(line) + "' is not " + percent
                        + " and its milliseconds with three digits: it is cut off or damaged");
            }
            long nanos = Math.round(Double.parseDouble(row.group(2)) * NANOS);
            long rank = rank(percent++, count);
            if (rank >= count) {
                continue; // of so few requests ab reads beyond the last
            }
            if (nanos < longest) {
                throw lines.wrong("the time is less than in the line before");
            }
            longest = nanos;
            points.add(new Percentiles.Point((percent - 1) / 100.0, nanos, rank + 1, count - rank));
        }
        if (percent < ALL) {
            throw lines.wrong("the file ends after " + percent + " of " + ALL + " percents: it is cut off");
        }
        String problem = to.addSummary(
                "", new Summary(count, OptionalLong.empty(), new Percentiles(count, points, OptionalLong.empty()), 0));
        if (!problem.isEmpty()) {
            throw lines.wrong(problem);
        }
    }

    /** Of the request whose duration ab writes, counted from 0. */
    private static long rank(int percent, long count) {
        return switch (percent) {
            case 0 -> 0;
            case ALL -> count - 1;
            default -> (long) (0.5 + (double) count * percent / ALL);
        };
    }
}
