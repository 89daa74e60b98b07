package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.Example;
import io.perfbudgets.measure.Examples;
import io.perfbudgets.measure.Series;
import io.perfbudgets.sql.UnitStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examples of units, and values over time, as JSON. */
final class WatchedJson {
    private WatchedJson() {}

    /** A unit that is {@code worst} too, whose statements stand elsewhere, is written without them. */
    static ObjectNode write(Examples examples, UnitStatements worst) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        examples.typical().ifPresent(each -> node.set("typical", write(each, worst)));
        examples.slowest().ifPresent(each -> node.set("slowest", write(each, worst)));
        return node;
    }

    private static ObjectNode write(Example example, UnitStatements worst) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("nanos", example.nanos());
        if (!example.statements().equals(worst)) {
            node.set("unit", StatementsJson.write(example.statements()));
        }
        return node;
    }

    static Examples readExamples(JsonNode node, UnitStatements worst) {
        return new Examples(readExample(node.path("typical"), worst), readExample(node.path("slowest"), worst));
    }

    private static Optional<Example> readExample(JsonNode node, UnitStatements worst) {
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Example(
                        node.path("nanos").asLong(),
                        node.has("unit") ? StatementsJson.readUnit(node.path("unit")) : worst));
    }

    static ArrayNode write(List<Series> series) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Series each : series) {
            ObjectNode node = array.addObject()
                    .put("name", each.name())
                    .put("dimension", each.dimension().name());
            ArrayNode samples = node.putArray("samples");
            each.samples().forEach(sample -> {
                ArrayNode written = samples.addArray().add(sample.at()).add(sample.value());
                if (sample.iterations() > 0) {
                    written.add(sample.iterations());
                }
            });
        }
        return array;
    }

    static List<Series> readSeries(JsonNode array) {
        List<Series> series = new ArrayList<>();
        for (JsonNode node : array) {
            List<Series.Sample> samples = new ArrayList<>();
            node.path("samples")
                    .forEach(sample -> samples.add(new Series.Sample(
                            sample.path(0).asLong(),
                            sample.path(1).asLong(),
                            sample.path(2).asLong())));
            series.add(new Series(
                    node.path("name").asText(),
                    Json.constant(Dimension.class, node.path("dimension").asText()),
                    samples));
        }
        return series;
    }
}
