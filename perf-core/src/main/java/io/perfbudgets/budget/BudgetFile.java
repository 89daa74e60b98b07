package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Scalar;
import io.perfbudgets.budget.YamlNode.ScalarType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One budget file.
 *
 * @param base what it says for every module
 * @param modules what it says for single modules, by artifactId
 */
record BudgetFile(Layer base, Map<String, Layer> modules) {
    private static final List<String> LAYER_KEYS =
            List.of("defaults", "requests", "operations", "tests", "sql", "regression", "process", "waivers");
    private static final List<String> ROOT_KEYS = List.of(
            "version",
            "defaults",
            "requests",
            "operations",
            "tests",
            "sql",
            "regression",
            "process",
            "waivers",
            "modules");
    private static final List<String> DEFAULTS_KEYS =
            List.of("confidence", "onUndecided", "onUnmeasured", "slowRequest");
    private static final List<String> REACTIONS = List.of("fail", "warn", "ignore");

    /** The base with the module's part on top. */
    Layer layerOf(String module) {
        return modules.getOrDefault(module, Layer.EMPTY).over(base);
    }

    /** Reads a file's text; {@code file} is its name in messages. What is wrong is left out and noted. */
    static BudgetFile read(String file, String text, Problems problems) {
        Reading reading = new Reading(file, problems);
        return YamlDocument.read(file, text, problems)
                .flatMap(root -> reading.mapping(root, "", ROOT_KEYS, "'version: 1' first, then requests and so on"))
                .map(root -> {
                    checkVersion(root, reading);
                    return new BudgetFile(layer(root, "", reading), modules(root, reading));
                })
                .orElse(new BudgetFile(Layer.EMPTY, Map.of()));
    }

    private static void checkVersion(Mapping root, Reading reading) {
        Optional<YamlNode> version = root.value("version");
        if (version.isEmpty()) {
            reading.problem(new Place(1, 1), "the key 'version' is missing", "Start the file with 'version: 1'");
        }
        version.filter(node -> !isOne(node))
                .ifPresent(node -> reading.problem(
                        node.place(),
                        "version is " + node.describe() + ", but this release reads version 1 only",
                        "Write 'version: 1', or use a release that reads the other version"));
    }

    private static boolean isOne(YamlNode version) {
        return version instanceof Scalar scalar
                && scalar.type() == ScalarType.NUMBER
                && scalar.text().equals("1");
    }

    private static Map<String, Layer> modules(Mapping root, Reading reading) {
        Map<String, Layer> modules = new LinkedHashMap<>();
        String example = "artifactId: { requests: { ... } }";
        root.value("modules").ifPresent(node -> reading.mapping(node, "modules", example)
                .ifPresent(mapping -> mapping.entries().forEach((module, entry) -> {
                    String path = "modules." + module;
                    reading.mapping(entry.value(), path, LAYER_KEYS, "{ requests: { ... } }")
                            .ifPresent(tree -> modules.put(module, layer(tree, path + ".", reading)));
                })));
        return modules;
    }

    private static Layer layer(Mapping tree, String prefix, Reading reading) {
        GroupReader groups = new GroupReader(reading);
        return new Layer(
                tree.value("defaults")
                        .map(node -> defaults(node, prefix + "defaults", reading))
                        .orElse(Layer.Defaults.NONE),
                tree.value("requests")
                        .map(node -> groups.requests(node, prefix + "requests"))
                        .orElse(Map.of()),
                tree.value("operations")
                        .map(node -> groups.operations(node, prefix + "operations"))
                        .orElse(Map.of()),
                tree.value("tests")
                        .map(node -> groups.tests(node, prefix + "tests"))
                        .orElse(Map.of()),
                tree.value("sql").map(node -> groups.sql(node, prefix + "sql")).orElse(Map.of()),
                tree.value("regression")
                        .map(node -> RegressionReader.read(node, prefix + "regression", reading))
                        .orElse(Map.of()),
                Optional.ofNullable(tree.entries().get("process"))
                        .flatMap(entry -> new ProcessReader(reading).read(entry, prefix + "process")),
                tree.value("waivers")
                        .map(node -> new WaiverReader(reading).read(node, prefix + "waivers"))
                        .orElse(List.of()),
                tree.value("sql")
                        .map(node -> groups.allowances(node, prefix + "sql"))
                        .orElse(List.of()));
    }

    private static Layer.Defaults defaults(YamlNode node, String path, Reading reading) {
        return reading.mapping(node, path, DEFAULTS_KEYS, "{ onUnmeasured: warn }")
                .map(mapping -> new Layer.Defaults(
                        mapping.value("confidence").flatMap(value -> confidence(value, path + ".confidence", reading)),
                        mapping.value("onUndecided").flatMap(value -> reaction(value, path + ".onUndecided", reading)),
                        mapping.value("onUnmeasured")
                                .flatMap(value -> reaction(value, path + ".onUnmeasured", reading)),
                        mapping.value("slowRequest").flatMap(value -> reading.duration(value, path + ".slowRequest"))))
                .orElse(Layer.Defaults.NONE);
    }

    private static Optional<Amount> confidence(YamlNode node, String path, Reading reading) {
        return reading.amount(Dimension.RATIO, node, path).filter(confidence -> {
            boolean valid = Policy.isConfidence(confidence);
            if (!valid) {
                reading.problem(
                        node.place(),
                        path + " is " + confidence,
                        "Write at least 50% and less than 100%, 99.9% being the default");
            }
            return valid;
        });
    }

    private static Optional<Reaction> reaction(YamlNode node, String path, Reading reading) {
        return reading.word(node, path, REACTIONS).map(word -> Reaction.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
