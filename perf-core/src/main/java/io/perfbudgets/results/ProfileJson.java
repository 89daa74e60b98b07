package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A profile as JSON: its stacks are a list of {@code {kind: cpu|allocation|lock, stack: [frames], weight}}. */
final class ProfileJson {
    private ProfileJson() {}

    static ObjectNode write(Profile profile) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", profile.file());
        ArrayNode hot = node.putArray("hot");
        profile.hot().forEach(each -> hot.addObject()
                .put("kind", word(each.kind()))
                .put("frame", each.frame())
                .put("leaf", each.leaf())
                .put("share", each.share()));
        ArrayNode stacks = node.putArray("stacks");
        profile.stacks().forEach(each -> {
            ObjectNode stack = stacks.addObject().put("kind", word(each.kind())).put("weight", each.weight());
            each.frames().forEach(stack.putArray("stack")::add);
        });
        return node;
    }

    static Profile read(JsonNode node) {
        List<Profile.Hot> hot = new ArrayList<>();
        node.path("hot")
                .forEach(each -> hot.add(new Profile.Hot(
                        kind(each),
                        each.path("frame").asText(),
                        each.path("leaf").asText(),
                        each.path("share").asDouble())));
        List<Profile.Stack> stacks = new ArrayList<>();
        node.path("stacks").forEach(each -> {
            List<String> frames = new ArrayList<>();
            each.path("stack").forEach(frame -> frames.add(frame.asText()));
            stacks.add(new Profile.Stack(kind(each), frames, each.path("weight").asLong()));
        });
        return new Profile(node.path("file").asText(), hot, stacks);
    }

    private static String word(Profile.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Profile.Kind kind(JsonNode node) {
        return Json.constant(Profile.Kind.class, node.path("kind").asText().toUpperCase(Locale.ROOT));
    }
}
