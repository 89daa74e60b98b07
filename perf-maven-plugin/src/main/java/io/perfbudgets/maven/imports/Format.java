package io.perfbudgets.maven.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that are read. */
enum Format {
    /** {@code k6 run --out json=file}: a line of JSON for each sample. */
    K6("k6", true, true) {
        @Override
        boolean begins(String line) {
            return line.startsWith("{") && line.contains("\"type\"") && line.contains("\"metric\"");
        }

        @Override
        void line(String line, TextLines at, Samples to) throws ImportException {
            JsonNode node;
            try {
                node = JSON.readTree(line);
            } catch (JsonProcessingException damaged) {
                throw at.wrong("no JSON: " + TextLines.shortened(damaged.getOriginalMessage()));
            }
            if (!node.path("type").asText().equals("Point")
                    || !node.path("metric").asText().equals("http_req_duration")) {
                return;
            }
            JsonNode data = node.path("data");
            JsonNode tags = data.path("tags");
            if (!data.path("value").isNumber()) {
                throw at.wrong("http_req_duration has no value");
            }
            String name = tags.path("name").asText(tags.path("url").asText());
            String method = tags.path("method").asText();
            boolean failed = tags.has("expected_response")
                    ? tags.path("expected_response").asText().equals("false")
                    : tags.path("status").asInt(200) >= 400
                            || tags.path("status").asText().equals("0");
            at.add(
                    to,
                    method.isEmpty() || name.startsWith(method + " ") ? name : method + " " + name,
                    Math.round(data.path("value").asDouble() * MILLI),
                    failed,
                    millis(data.path("time").asText(), at));
        }

        private long millis(String time, TextLines at) throws ImportException {
            try {
                return java.time.OffsetDateTime.parse(time).toInstant().toEpochMilli();
            } catch (DateTimeParseException invalid) {
                throw at.wrong("time is '" + TextLines.shortened(time) + "', no date and time");
            }
        }
    },

    /** JMeter's results in CSV with a first line of names, as it writes them by default. */
    JMETER("JMeter", true, true) {
        @Override
        boolean begins(String line) {
            return line.contains("timeStamp") && line.contains("elapsed") && line.contains("label");
        }

        @Override
        void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
            List<String> names = csv(first, lines);
            int stamp = names.indexOf("timeStamp");
            int elapsed = names.indexOf("elapsed");
            int label = names.indexOf("label");
            int success = names.indexOf("success");
            if (stamp < 0 || elapsed < 0 || label < 0 || success < 0) {
                throw lines.wrong("the first line names no timeStamp, elapsed, label or success");
            }
            int least = Math.max(Math.max(stamp, elapsed), Math.max(label, success));
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.isEmpty()) {
                    continue;
                }
                List<String> fields = csv(line, lines);
                if (fields.size() <= least) {
                    throw lines.wrong("the line has " + fields.size() + " fields, not " + names.size()
                            + ": it is cut off, or the file is no JTL");
                }
                long took = lines.number(fields.get(elapsed), "elapsed");
                lines.add(
                        to,
                        fields.get(label),
                        took * MILLI,
                        !fields.get(success).equals("true"),
                        lines.number(fields.get(stamp), "timeStamp") + took);
            }
        }
    },

    /** Gatling's {@code simulation.log}, in the text that versions before 3.11 write. */
    GATLING("Gatling", true, true) {
        @Override
        boolean begins(String line) {
            return line.startsWith("RUN\t") || line.startsWith("ASSERTION\t") || line.contains("\tRUN\t");
        }

        @Override
        void line(String line, TextLines at, Samples to) throws ImportException {
            String[] fields = line.split("\t", -1);
            if (!fields[0].equals("REQUEST") && (fields.length < 3 || !fields[2].equals("REQUEST"))) {
                return;
            }
            for (int i = 3; i < fields.length; i++) {
                boolean failed = fields[i].equals("KO");
                if (failed || fields[i].equals("OK")) {
                    long start = at.number(fields[i - 2], "the start");
                    long end = at.number(fields[i - 1], "the end");
                    at.add(to, fields[i - 3], (end - start) * MILLI, failed, end);
                    return;
                }
            }
            throw at.wrong("a request is neither OK nor KO: the line is cut off");
        }
    },

    /** {@code ab -g file}: a line for each request, without a word on whether it failed. */
    AB("ab", false, false) {
        @Override
        boolean begins(String line) {
            return line.equals("starttime\tseconds\tctime\tdtime\tttime\twait");
        }

        @Override
        void line(String line, TextLines at, Samples to) throws ImportException {
            String[] fields = line.split("\t", -1);
            if (fields.length < 6) {
                throw at.wrong("the line has " + fields.length + " fields, not 6: it is cut off");
            }
            long took = at.number(fields[4], "ttime");
            at.add(to, "", took * MILLI, false, at.number(fields[1], "seconds") * 1000 + took);
        }
    },

    /** HdrHistogram's log, {@code .hlog}: a histogram for each interval and tag. */
    HISTOGRAM_LOG("HdrHistogram", false, true) {
        @Override
        boolean begins(String line) {
            return line.startsWith("#[") || line.startsWith("\"StartTimestamp\"");
        }

        @Override
        void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
            new HistogramLogLines(lines, to).read(first);
        }
    },

    /** What {@code wrk2 --latency} prints, and HdrHistogram's {@code .hgrm}: how many requests took up to so long. */
    WRK2("wrk2", false, false) {
        @Override
        boolean begins(String line) {
            return (line.startsWith("Running ") && line.contains(" test @ ")) || SpectrumLines.isHead(line);
        }

        @Override
        void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
            new SpectrumLines(lines, to).read(first);
        }
    },

    /** {@code ab -e file}: a percentile for each percent. */
    AB_PERCENTILES("ab -e", false, false) {
        @Override
        boolean begins(String line) {
            return line.equals("Percentage served,Time in ms");
        }

        @Override
        void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
            new PercentLines(lines, to).read();
        }
    },

    /** {@code k6 run --summary-export=file}, and the data of {@code handleSummary} as JSON. */
    K6_SUMMARY("k6 summary", true, true) {
        @Override
        boolean begins(String line) {
            return line.stripLeading().startsWith("{");
        }

        @Override
        void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
            new K6Summary(lines, to).read(first);
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long MILLI = 1_000_000;

    private final String engine;
    private final boolean tellsFailures;
    private final boolean tellsNames;

    Format(String engine, boolean tellsFailures, boolean tellsNames) {
        this.engine = engine;
        this.tellsFailures = tellsFailures;
        this.tellsNames = tellsNames;
    }

    /** The engine that writes it. */
    String engine() {
        return engine;
    }

    /** Whether a file that begins so is one. */
    abstract boolean begins(String line);

    /** Whether it says of a request that it failed, and the lines are in the order of time. */
    boolean tellsFailures() {
        return tellsFailures;
    }

    /** Whether it says what was requested. */
    boolean tellsNames() {
        return tellsNames;
    }

    /** Reads one line after the first. */
    void line(String line, TextLines at, Samples to) throws ImportException {
        throw new UnsupportedOperationException("Not line by line: " + engine);
    }

    void read(String first, TextLines lines, Samples to) throws IOException, ImportException {
        if (this == K6) {
            line(first, lines, to);
        }
        for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isEmpty()) {
                line(line, lines, to);
            }
        }
    }

    /** The fields of one record, which stands on one line. */
    private static List<String> csv(String line, TextLines lines) throws ImportException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; ; i++) {
            if (i == line.length()) {
                if (!quoted) {
                    fields.add(field.toString());
                    return fields;
                }
                throw lines.wrong("a quote is not closed on its line: it is cut off, or a label has a line break");
            }
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
    }

    /** The format of a file that begins so. */
    static Optional<Format> of(String firstLine) {
        for (Format format : values()) {
            if (format.begins(firstLine)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Why a file that begins so cannot be read. */
    static String refused(String firstLine) {
        if (firstLine.chars().anyMatch(c -> c == 0)) {
            return "a binary file; from version 3.11 on Gatling writes simulation.log in a format of its own, which is"
                    + " not read";
        }
        return "none of the formats that are read: k6 run --out json=FILE or --summary-export=FILE, JMeter's CSV with its first line of names,"
                + " Gatling's simulation.log as text, ab -g or -e, HdrHistogram's .hlog and .hgrm, wrk2 --latency. It begins"
                + " with '"
                + TextLines.shortened(firstLine) + "'";
    }
}
