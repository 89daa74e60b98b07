package io.perfbudgets.recorded;

import io.perfbudgets.budget.BudgetFileException;
import io.perfbudgets.budget.Reading;
import io.perfbudgets.budget.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A file of recorded statements: what it says and how it is written. One text is written in one way only, so that a
 * change of the file is a change of what ran.
 *
 * @param tests by name, in the order of the file
 */
public record RecordedFile(SortedMap<String, RecordedTest> tests) {
    private static final List<String> KEYS = List.of("version", "tests");
    private static final String EXAMPLE = "- GET /games: [ \"select * from games\" ]";

    /** What YAML takes for a plain text and for nothing else, wherever it stands. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z1-9(][^:#\\p{Cntrl}]*[^:#\\s\\p{Cntrl}]");

    /** {@code lists[10]} after {@code lists[9]}. */
    private static final Comparator<String> BY_NAME = Comparator.comparing(RecordedFile::withoutIndex)
            .thenComparing(name -> Long.parseLong("0" + index(name)))
            .thenComparing(Comparator.naturalOrder());

    /** A file with nothing in it. */
    public static RecordedFile empty() {
        return new RecordedFile(new TreeMap<>(BY_NAME));
    }

    /** The test of which {@code name} is an invocation: {@code lists} of {@code lists[2]}. */
    public static String withoutIndex(String name) {
        int bracket = name.endsWith("]") ? name.lastIndexOf('[') : -1;
        return bracket < 0 ? name : name.substring(0, bracket);
    }

    private static String index(String name) {
        String digits = name.substring(withoutIndex(name).length()).replaceAll("[^0-9]", "");
        return digits.substring(0, Math.min(digits.length(), 17));
    }

    /**
     * Reads a file's text.
     *
     * @param file its name for messages
     * @throws BudgetFileException with everything that is wrong in it, by line and column
     */
    public static RecordedFile parse(String file, String text) {
        RecordedFile read = empty();
        Reading.document(file, text, (reading, root) -> reading.mapping(root, "", KEYS, "'version: 1', then tests")
                .ifPresent(tree -> {
                    boolean known = tree.value("version")
                            .filter(version -> version instanceof YamlNode.Scalar scalar
                                    && scalar.text().equals("1"))
                            .isPresent();
                    if (!known) {
                        reading.problem(
                                tree.place(),
                                "the file does not say version: 1",
                                "Write 'version: 1', or record anew with -Dperf.recorded=update");
                    }
                    tree.value("tests")
                            .flatMap(tests -> reading.mapping(tests, "tests", "lists: [ " + EXAMPLE + " ]"))
                            .ifPresent(tests -> tests.entries()
                                    .forEach((name, entry) -> read.tests.put(
                                            name,
                                            new RecordedTest(
                                                    units(entry.value(), "tests." + name, reading),
                                                    entry.place().line()))));
                }));
        return read;
    }

    private static List<RecordedUnit> units(YamlNode node, String path, Reading reading) {
        return reading
                .list(node, path, EXAMPLE, (item, at) -> reading.mapping(item, at, EXAMPLE)
                        .map(units -> units(units, at, reading)))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<RecordedUnit> units(YamlNode.Mapping units, String path, Reading reading) {
        List<RecordedUnit> read = new ArrayList<>();
        units.entries()
                .forEach((head, entry) ->
                        read.add(RecordedUnit.of(head, steps(entry.value(), path + "." + head, reading))));
        return read;
    }

    private static List<RecordedStep> steps(YamlNode node, String path, Reading reading) {
        return reading.list(node, path, "\"select * from games\"", (item, at) -> {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
                Counted counted = Counted.of(scalar.text());
                return Optional.of(new RecordedStep(counted.count(), counted.text(), ""));
            }
            reading.problem(item.place(), at + " is " + item.describe() + ", not a statement", "Record it anew");
            return Optional.empty();
        });
    }

    /** The file's text; {@code of} is the class whose tests they are. */
    public String text(String of) {
        StringBuilder text = new StringBuilder();
        text.append("# What the tests in ")
                .append(of)
                .append(" ran, in order and without values. Recorded by @RecordedQueries;\n");
        text.append("# -Dperf.recorded=update records it anew. Review a change of it as you would review code.\n");
        text.append("version: 1\ntests:").append(tests.isEmpty() ? " {}\n" : "\n");
        for (Map.Entry<String, RecordedTest> test : tests.entrySet()) {
            List<RecordedUnit> units = test.getValue().units();
            text.append("  ").append(scalar(test.getKey())).append(units.isEmpty() ? ": []\n" : ":\n");
            for (RecordedUnit unit : units) {
                text.append("    - ").append(scalar(unit.written())).append(":\n");
                unit.steps().forEach(step -> text.append("        - ")
                        .append(scalar(step.written()))
                        .append('\n'));
            }
        }
        return text.toString();
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !text.contains("\u0085")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
