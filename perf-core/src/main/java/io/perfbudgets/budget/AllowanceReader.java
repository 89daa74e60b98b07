package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code sql.allowFullScans}. */
final class AllowanceReader {
    private static final List<String> KEYS = List.of("table", "reason", "only");
    private static final List<String> ONLY = List.of("whole");
    private static final String EXAMPLE = "{ table: countries, reason: \"40 rows for ever\" }";

    private final Reading reading;
    private final String path;

    private AllowanceReader(Reading reading, String path) {
        this.reading = reading;
        this.path = path;
    }

    static List<FullScanAllowance> read(YamlNode node, String path, Reading reading) {
        if (!(node instanceof Sequence list)) {
            reading.problem(node.place(), path + " is " + node.describe() + ", not a list", "Write - " + EXAMPLE);
            return List.of();
        }
        List<FullScanAllowance> allowances = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            new AllowanceReader(reading, path + "[" + i + "]")
                    .allowance(list.items().get(i))
                    .ifPresent(allowances::add);
        }
        return allowances;
    }

    private Optional<FullScanAllowance> allowance(YamlNode node) {
        return reading.mapping(node, path, KEYS, EXAMPLE).flatMap(tree -> {
            Optional<String> table = required(tree, "table", "countries, or a pattern such as lookup_*");
            Optional<String> reason = required(tree, "reason", "why its full scans are accepted");
            Optional<String> only = tree.value("only").flatMap(value -> reading.word(value, path + ".only", ONLY));
            Origin origin = reading.origin(path, node.place());
            return table.flatMap(name -> reason.map(why -> new FullScanAllowance(name, only.isPresent(), why, origin)));
        });
    }

    private Optional<String> required(Mapping tree, String key, String example) {
        Optional<YamlNode> value = tree.value(key);
        if (value.isEmpty()) {
            reading.problem(tree.place(), path + " has no '" + key + "'", "Add " + key + ": " + example);
        }
        return value.flatMap(node -> reading.text(node, path + "." + key, example));
    }
}
