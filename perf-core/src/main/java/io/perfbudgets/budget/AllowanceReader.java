package io.perfbudgets.budget;

import io.perfbudgets.budget.Reading.Said;
import io.perfbudgets.budget.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code sql} accepts. */
record AllowanceReader(Reading reading) {
    private static final String FULL_SCANS = "allowFullScans";
    private static final Map<String, Metric> QUERIES = queries();

    /** Its keys in {@code sql}. */
    static final List<String> KEYS = keys();

    private static final List<String> SCAN_KEYS = List.of("table", "reason", "only");
    private static final List<String> QUERY_KEYS = List.of("table", "statement", "at", "reason");
    private static final List<String> ONLY = List.of("whole");
    private static final String TABLE = "countries, or a pattern such as lookup_*";
    private static final String SCAN = "{ table: countries, reason: \"40 rows for ever\" }";
    private static final String QUERY = "{ table: annotations, reason: \"three at most\" }";

    private static Map<String, Metric> queries() {
        Map<String, Metric> queries = new LinkedHashMap<>();
        queries.put("allowNPlusOne", Metric.N_PLUS_ONE);
        queries.put("allowDuplicates", Metric.DUPLICATES);
        queries.put("allowRepeats", Metric.REPEATS);
        return queries;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(FULL_SCANS));
        keys.addAll(QUERIES.keySet());
        return List.copyOf(keys);
    }

    List<Allowance> read(Mapping sql, String path) {
        List<Allowance> allowances = new ArrayList<>();
        sql.value(FULL_SCANS)
                .map(list -> reading.list(list, path + "." + FULL_SCANS, SCAN, this::fullScans))
                .ifPresent(allowances::addAll);
        QUERIES.forEach((key, metric) -> sql.value(key)
                .map(list -> reading.list(list, path + "." + key, QUERY, (node, at) -> queries(metric, node, at)))
                .ifPresent(allowances::addAll));
        return allowances;
    }

    private Optional<FullScanAllowance> fullScans(YamlNode node, String path) {
        return reading.mapping(node, path, SCAN_KEYS, SCAN).flatMap(tree -> {
            Optional<Said> table = reading.required(tree, path, "table", TABLE);
            Optional<Said> reason = reading.required(tree, path, "reason", "why its full scans are accepted");
            Optional<String> only = tree.value("only").flatMap(value -> reading.word(value, path + ".only", ONLY));
            Origin origin = reading.origin(path, node.place());
            return table.flatMap(name ->
                    reason.map(why -> new FullScanAllowance(name.text(), only.isPresent(), why.text(), origin)));
        });
    }

    private Optional<QueryAllowance> queries(Metric metric, YamlNode node, String path) {
        return reading.mapping(node, path, QUERY_KEYS, QUERY).flatMap(tree -> {
            if (List.of("table", "statement", "at").stream().noneMatch(tree.entries()::containsKey)) {
                reading.problem(
                        tree.place(),
                        path + " accepts every query",
                        "Say of which table, which statement or at which Class.method");
                return Optional.empty();
            }
            String table = pattern(tree, path, "table", TABLE);
            String statement = pattern(tree, path, "statement", "the query as reports print it, * for any characters");
            String at = pattern(tree, path, "at", "the method that runs it, GameService.list or GameService.*");
            return reading.required(tree, path, "reason", "why they are accepted")
                    .map(why -> new QueryAllowance(
                            metric, table, statement, at, why.text(), reading.origin(path, node.place())));
        });
    }

    private String pattern(Mapping tree, String path, String key, String example) {
        return tree.value(key)
                .flatMap(value -> reading.text(value, path + "." + key, example))
                .orElse("");
    }
}
