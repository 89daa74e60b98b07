package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.measure.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stacks of a profile, of one kind, as a tree for a flame graph: equal beginnings together, frames of too little weight
 * to be seen left out, so that its size does not grow with the number of stacks.
 */
final class FlameJson {
    private static final int SMALLEST_SHARE = 400;
    private static final int DEEPEST = 200;
    private static final int MOST_ROWS = 40;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Map<String, Long> self = new HashMap<>();
    private final Map<String, Long> total = new HashMap<>();
    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private long weight;
    }

    private FlameJson(List<Profile.Stack> stacks) {
        stacks.forEach(this::add);
    }

    /** One for each kind that has weight. */
    static ArrayNode of(Profile profile) {
        ArrayNode flames = JsonNodeFactory.instance.arrayNode();
        for (Profile.Kind kind : Profile.Kind.values()) {
            List<Profile.Stack> stacks = profile.stacks().stream()
                    .filter(stack -> stack.kind() == kind && stack.weight() > 0)
                    .toList();
            if (!stacks.isEmpty()) {
                flames.add(new FlameJson(stacks).json(kind));
            }
        }
        return flames;
    }

    private void add(Profile.Stack stack) {
        Node node = root;
        node.weight += stack.weight();
        Set<String> seen = new HashSet<>(); // a frame that calls itself counts once
        for (String frame : stack.frames()) {
            if (seen.add(frame)) {
                total.merge(frame, stack.weight(), Long::sum);
            }
        }
        for (String frame :
                stack.frames().subList(0, Math.min(DEEPEST, stack.frames().size()))) {
            node = node.children.computeIfAbsent(frame, name -> new Node());
            node.weight += stack.weight();
        }
        if (!stack.frames().isEmpty()) {
            self.merge(stack.frames().get(stack.frames().size() - 1), stack.weight(), Long::sum);
        }
    }

    private ObjectNode json(Profile.Kind kind) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", kind.name());
        node.put("total", root.weight);
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        addChildren(nodes, root, 0);
        ArrayNode frames = node.putArray("frames");
        names.keySet().forEach(frames::add);
        node.set("nodes", nodes);
        ArrayNode rows = node.putArray("rows");
        hottest().forEach(frame -> rows.addArray()
                .add(frame)
                .add(self.getOrDefault(frame, 0L))
                .add(total.getOrDefault(frame, 0L)));
        return node;
    }

    /** {@code depth, frame, weight} of each, every one before its children and the heaviest before its siblings. */
    private void addChildren(ArrayNode to, Node parent, int depth) {
        List<Map.Entry<String, Node>> children = new ArrayList<>(parent.children.entrySet());
        children.sort(Comparator.comparingLong((Map.Entry<String, Node> child) -> child.getValue().weight)
                .reversed());
        for (Map.Entry<String, Node> child : children) {
            if (child.getValue().weight >= root.weight / (double) SMALLEST_SHARE) {
                to.add(depth);
                to.add(names.computeIfAbsent(child.getKey(), name -> names.size()));
                to.add(child.getValue().weight);
                addChildren(to, child.getValue(), depth + 1);
            }
        }
    }

    private List<String> hottest() {
        return total.keySet().stream()
                .sorted(Comparator.comparingLong((String frame) -> self.getOrDefault(frame, 0L))
                        .thenComparingLong(frame -> total.getOrDefault(frame, 0L))
                        .reversed())
                .limit(MOST_ROWS)
                .toList();
    }
}
