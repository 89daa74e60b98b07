package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.Allocation;
import io.perfbudgets.measure.Allocations;
import java.util.ArrayList;
import java.util.List;

/** What units allocated as JSON, in bytes. */
final class AllocationsJson {
    private AllocationsJson() {}

    static ObjectNode write(Allocations allocations) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("warm", LatenciesJson.write(allocations.warm()));
        node.put("setAside", allocations.setAside());
        node.put("mostSetAside", allocations.mostSetAside());
        node.put("unknown", allocations.unknown());
        if (allocations.worst().isKnown()) {
            Allocation worst = allocations.worst();
            ObjectNode unit = node.putObject("worst");
            unit.put("bytes", worst.bytes()).put("elsewhere", worst.elsewhere()).put("cold", worst.cold());
            worst.threads().forEach(unit.putArray("threads")::add);
        }
        return node;
    }

    static Allocations read(JsonNode node) {
        List<String> threads = new ArrayList<>();
        JsonNode worst = node.path("worst");
        worst.path("threads").forEach(thread -> threads.add(thread.asText()));
        return new Allocations(
                LatenciesJson.read(node.path("warm")),
                node.path("setAside").asLong(),
                node.path("mostSetAside").asLong(),
                worst.isMissingNode()
                        ? Allocation.NOT_ASKED
                        : new Allocation(
                                worst.path("bytes").asLong(),
                                worst.path("elsewhere").asLong(),
                                worst.path("cold").asBoolean(),
                                threads,
                                ""),
                node.path("unknown").asText());
    }
}
