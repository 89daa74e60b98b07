package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What a summary tells of durations, as JSON. */
final class PercentilesJson {
    private PercentilesJson() {}

    static ObjectNode write(Percentiles known) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("count", known.count());
        known.mean().ifPresent(mean -> node.put("mean", mean));
        ArrayNode points = node.putArray("points");
        for (Percentiles.Point point : known.points()) {
            ObjectNode each = points.addObject()
                    .put("nanos", point.nanos())
                    .put("notLonger", point.notLonger())
                    .put("notShorter", point.notShorter());
            if (!Double.isNaN(point.share())) {
                each.put("share", point.share());
            }
        }
        return node;
    }

    /** @throws IllegalArgumentException if its numbers contradict each other */
    static Percentiles read(JsonNode node) {
        List<Percentiles.Point> points = new ArrayList<>();
        node.path("points")
                .forEach(point -> points.add(new Percentiles.Point(
                        point.path("share").asDouble(Double.NaN),
                        point.path("nanos").asLong(),
                        point.path("notLonger").asLong(),
                        point.path("notShorter").asLong())));
        return new Percentiles(
                node.path("count").asLong(),
                points,
                node.has("mean") ? OptionalLong.of(node.path("mean").asLong()) : OptionalLong.empty());
    }
}
