package io.perfbudgets.budget;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The reference of {@code budgets.yaml} as a page, written from the JSON Schema: a section for each object, a row for each key. */
final class SchemaReference {
    private static final String HEAD = """
            # All keys of budgets.yaml

            Every key with the value that it takes, written from the [JSON Schema](budgets.schema.json) that editors check the file by.
            What they mean together is told in [budgets.yaml](budgets-yaml.md), and for `process` in
            [Probing a running application](probe.md). `NAME` stands for a name of your choice.
            """;

    private static final String TABLE = "\n| key | value | meaning | default |\n|---|---|---|---|\n";

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder(HEAD);
    private final Set<String> sections = new LinkedHashSet<>();
    private final Deque<String> unwritten = new ArrayDeque<>();
    private final Set<String> values = new LinkedHashSet<>();

    private SchemaReference(JsonNode schema) {
        this.schema = schema;
    }

    /** The page, in Markdown. */
    static String of(JsonNode schema) {
        SchemaReference reference = new SchemaReference(schema);
        reference.section("The file", schema);
        while (!reference.unwritten.isEmpty()) {
            String name = reference.unwritten.remove();
            reference.section(name, reference.definition(name));
        }
        reference.values();
        return reference.page.toString();
    }

    private void section(String title, JsonNode of) {
        page.append("\n## ").append(title).append('\n');
        if (of.has("description")) {
            page.append('\n').append(text(of, "description")).append('\n');
        }
        List<JsonNode> simple = alternatives(of).filter(each -> !hasKeys(each)).toList();
        if (!simple.isEmpty()) {
            page.append("\nEither ").append(simple.stream().map(this::value).collect(joining(", or ")));
            page.append(", or keys:\n");
        } else if (of.path("type").asText().equals("array")) {
            page.append("\nA list, each entry of which has keys:\n");
        }
        page.append(TABLE);
        alternatives(of).filter(this::hasKeys).forEach(each -> keys("", each));
    }

    /** A row for each key below {@code of}, however deep, but for those that have a section of their own. */
    private void keys(String prefix, JsonNode of) {
        if (of.path("type").asText().equals("array")) {
            keys(prefix, of.get("items"));
            return;
        }
        if (of.path("additionalProperties").isObject()) {
            String name = prefix + "NAME";
            JsonNode each = of.get("additionalProperties");
            if (each.has("$ref")) {
                row(name, each, of);
            } else {
                keys(name + ".", each);
            }
        }
        of.path("properties").properties().forEach(key -> {
            String name = prefix + key.getKey();
            row(name, key.getValue(), of);
            if (isWrittenInPlace(key.getValue())) {
                keys(name + (key.getValue().path("type").asText().equals("array") ? "[]." : "."), key.getValue());
            }
        });
    }

    private void row(String name, JsonNode of, JsonNode within) {
        String key = name.substring(name.lastIndexOf('.') + 1);
        boolean required = Stream.of(within.path("required"))
                .flatMap(SchemaReference::elements)
                .anyMatch(each -> each.asText().equals(key));
        page.append("| `").append(name).append("` | ").append(isWrittenInPlace(of) ? "keys below" : value(of));
        page.append(" | ").append(inTable(meaning(of))).append(" | ");
        page.append(of.has("default") ? "`" + of.get("default").asText() + "`" : required ? "required" : "");
        page.append(" |\n");
    }

    /** What a key takes, in few words; what it refers to gets its section, or its line among the values. */
    private String value(JsonNode of) {
        if (of.has("$ref")) {
            return referred(name(of));
        }
        if (of.has("const")) {
            return "`" + of.get("const").asText() + "`";
        }
        if (of.has("enum")) {
            return elements(of.get("enum"))
                    .map(each -> "`" + each.asText() + "`")
                    .distinct()
                    .collect(joining(" or "));
        }
        if (of.has("oneOf")) {
            return alternatives(of).map(this::value).collect(joining(" or "));
        }
        return switch (of.path("type").asText()) {
            case "array" -> "list of " + value(of.get("items"));
            case "object" -> "names with " + value(of.get("additionalProperties")) + " each";
            case "integer" ->
                "%d to %d"
                        .formatted(of.get("minimum").asLong(), of.get("maximum").asLong());
            case "string" -> "text";
            default -> of.get("type").asText();
        };
    }

    private String referred(String name) {
        JsonNode definition = definition(name);
        if (definition.has("$ref") || definition.has("enum")) {
            return value(definition);
        }
        if (alternatives(definition).anyMatch(this::hasKeys)) {
            if (sections.add(name)) {
                unwritten.add(name);
            }
            return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
        }
        values.add(name);
        return "[" + name + "](#values)";
    }

    /** What the nearest of the key and what it refers to says about itself. */
    private String meaning(JsonNode of) {
        if (of.has("description")) {
            return text(of, "description");
        }
        return of.has("$ref") ? meaning(definition(name(of))) : "";
    }

    private static String inTable(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }

    private void values() {
        page.append("\n## Values\n\n| value | is |\n|---|---|\n");
        List<String> written = new ArrayList<>();
        while (written.size() < values.size()) {
            String name = values.stream()
                    .filter(each -> !written.contains(each))
                    .findFirst()
                    .orElseThrow();
            written.add(name);
            page.append("| ").append(name).append(" | ").append(inTable(meaning(definition(name))));
            page.append(" |\n");
        }
    }

    private boolean isWrittenInPlace(JsonNode of) {
        return !of.has("$ref") && !of.has("oneOf") && hasKeys(of);
    }

    /** Whether there are keys below it that the format names, rather than only a value. */
    private boolean hasKeys(JsonNode of) {
        if (of.has("$ref")) {
            return alternatives(definition(name(of))).anyMatch(this::hasKeys);
        }
        boolean elements = of.has("items") && !of.get("items").has("$ref") && hasKeys(of.get("items"));
        JsonNode named = of.path("additionalProperties");
        return of.has("properties") || elements || (named.isObject() && hasKeys(named));
    }

    private static Stream<JsonNode> alternatives(JsonNode of) {
        boolean choice = of.has("oneOf") && !of.has("properties");
        return choice ? elements(of.get("oneOf")) : Stream.of(of);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private JsonNode definition(String name) {
        return Objects.requireNonNull(schema.get("$defs").get(name), name);
    }

    private static String name(JsonNode of) {
        return text(of, "$ref").replace("#/$defs/", "");
    }

    private static String text(JsonNode of, String key) {
        return of.get(key).asText();
    }
}
