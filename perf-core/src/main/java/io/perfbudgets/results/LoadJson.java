package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Pace;
import java.util.ArrayList;
import java.util.List;

/** What was observed under load as JSON. */
final class LoadJson {
    private LoadJson() {}

    static ObjectNode write(LoadRun load) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("scenario", load.scenario());
        node.put("requests", load.requests());
        node.put("failed", load.failed());
        node.put("perSecond", load.pace().perSecond());
        ArrayNode pace = node.putArray("pace");
        load.pace()
                .stretches()
                .forEach(stretch -> pace.addArray().add(stretch.done()).add(stretch.nanos()));
        node.put("generatorNanos", load.generatorNanos());
        node.put("busyNanos", load.busyNanos());
        ArrayNode failures = node.putArray("failures");
        load.failures().forEach(failure -> failures.addObject()
                .put("kind", failure.kind())
                .put("count", failure.count())
                .put("trace", failure.trace()));
        return node;
    }

    static LoadRun read(JsonNode node) {
        List<Pace.Stretch> stretches = new ArrayList<>();
        node.path("pace")
                .forEach(stretch -> stretches.add(new Pace.Stretch(
                        stretch.path(0).asLong(), stretch.path(1).asLong())));
        List<FailureKind> failures = new ArrayList<>();
        node.path("failures")
                .forEach(failure -> failures.add(new FailureKind(
                        failure.path("kind").asText(),
                        failure.path("count").asLong(),
                        failure.path("trace").asText())));
        return new LoadRun(
                node.path("scenario").asText(),
                node.path("requests").asLong(),
                node.path("failed").asLong(),
                new Pace(stretches),
                node.path("generatorNanos").asLong(),
                node.path("busyNanos").asLong(),
                failures);
    }
}
