package io.perfbudgets.maven.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.compare.Durations;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;

/** Columns that hold more than one value. */
final class Codec {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Codec() {}

    static String json(Map<Metric, Long> values) {
        ObjectNode node = MAPPER.createObjectNode();
        values.forEach((metric, value) -> node.put(metric.key(), value));
        return node.toString();
    }

    /** Metrics that only a newer version knows are left out. */
    static Map<Metric, Long> metrics(String json) throws HistoryException {
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        try {
            for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(json).properties()) {
                Metric.ofKey(entry.getKey())
                        .ifPresent(metric -> values.put(metric, entry.getValue().asLong()));
            }
        } catch (JsonProcessingException damaged) {
            throw new HistoryException("a measurement in it is damaged: " + damaged.getOriginalMessage(), damaged);
        }
        return values;
    }

    static Durations durations(byte[] packed) throws HistoryException {
        try {
            return Durations.of(packed);
        } catch (DataFormatException damaged) {
            throw new HistoryException("a histogram in it is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /** PostgreSQL's text holds no NUL. */
    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
