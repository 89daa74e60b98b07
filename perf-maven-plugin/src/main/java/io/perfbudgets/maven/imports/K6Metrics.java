package io.perfbudgets.maven.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a summary of k6 says of the requests of one name, metric by metric. */
final class K6Metrics {
    static final String DURATION = "http_req_duration";
    static final String REQUESTS = "http_reqs";
    static final String FAILED = "http_req_failed";
    /** The durations of requests that did not fail are a metric of their own. */
    static final String SUCCEEDED = "expected_response:true";

    /** No summary is longer, in characters. */
    private static final int LONGEST = 16 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Metric> metrics = new HashMap<>();

    /**
     * A metric.
     *
     * @param line where it stands, from 1
     * @param values its numbers by their names
     */
    record Metric(String name, int line, Map<String, Double> values) {
        boolean has(String stat) {
            return values.containsKey(stat);
        }

        /** NaN if it has none. */
        double value(String stat) {
            return values.getOrDefault(stat, Double.NaN);
        }
    }

    Optional<Metric> get(String metric) {
        return Optional.ofNullable(metrics.get(metric));
    }

    /** Those of the requests that did not fail, if they are told apart; else of all. */
    Optional<Metric> durations() {
        return get(DURATION + SUCCEEDED).or(() -> get(DURATION));
    }

    /**
     * Reads a file to its end.
     *
     * @return by the name of the requests, empty for all of them
     */
    static Map<String, K6Metrics> read(String first, TextLines lines) throws IOException, ImportException {
        StringBuilder text = new StringBuilder(first);
        for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
            if (text.length() + line.length() > LONGEST) {
                throw lines.wrong("the file is longer than any summary of k6");
            }
            text.append('\n').append(line);
        }
        Map<String, K6Metrics> byName = new LinkedHashMap<>();
        boolean any = false;
        try (JsonParser json = JSON.createParser(text.toString())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isMetrics = json.currentName().equals("metrics");
                boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
                if (isMetrics && isObject) {
                    any = true;
                    metrics(json, byName, lines);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonProcessingException damaged) {
            throw lines.wrong(
                    damaged.getLocation() == null ? 1 : damaged.getLocation().getLineNr(),
                    "no whole JSON: " + TextLines.shortened(damaged.getOriginalMessage())
                            + ": it is cut off or damaged");
        }
        if (!any) {
            throw lines.wrong("JSON without 'metrics': no summary of k6, nor what k6 run --out json=FILE writes");
        }
        return byName;
    }

    private static void metrics(JsonParser json, Map<String, K6Metrics> byName, TextLines lines)
            throws IOException, ImportException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            int line = json.currentLocation().getLineNr();
            Optional<K6Metric> known =
                    json.nextToken() == JsonToken.START_OBJECT ? K6Metric.of(name) : Optional.empty();
            if (known.isEmpty()) {
                json.skipChildren();
                continue;
            }
            Map<String, Double> values = new HashMap<>();
            numbers(json, values);
            if (values.values().stream().anyMatch(value -> !(value >= 0 && value < Long.MAX_VALUE / 1e6))) {
                throw lines.wrong(line, name + " has a number that is negative or no duration");
            }
            byName.computeIfAbsent(known.get().requests(), key -> new K6Metrics())
                    .metrics
                    .put(known.get().key(), new Metric(name, line, values));
            if (byName.size() > Imported.MOST_NAMES) {
                throw lines.wrong(line, "more than " + Imported.MOST_NAMES + " different names");
            }
        }
    }

    /** The numbers of an object, be they in an object {@code values} of it. */
    private static void numbers(JsonParser json, Map<String, Double> values) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token.isNumeric()) {
                values.put(name, json.getDoubleValue());
            } else if (token == JsonToken.START_OBJECT && name.equals("values")) {
                numbers(json, values);
            } else {
                json.skipChildren();
            }
        }
    }
}
