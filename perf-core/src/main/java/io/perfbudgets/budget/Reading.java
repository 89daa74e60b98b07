package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Scalar;
import io.perfbudgets.budget.YamlNode.ScalarType;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** One file while it is read: typed access to nodes that notes a problem and goes on where a node is something else. */
public record Reading(String file, Problems problems) {

    private static final int LONGEST_TEXT = 1_000;

    /**
     * Reads a document.
     *
     * @param file its name in messages
     * @param body what to do with its root
     * @throws BudgetFileException with everything that is wrong in it
     */
    public static void document(String file, String text, BiConsumer<Reading, YamlNode> body) {
        Problems problems = new Problems();
        YamlDocument.read(file, text, problems).ifPresent(root -> body.accept(new Reading(file, problems), root));
        problems.throwIfAny();
    }

    /** Notes that something is wrong, and what to do about it. */
    public void problem(Place place, String what, String fix) {
        problems.add(file, place, what, fix);
    }

    Origin origin(String path, Place place) {
        return new Origin(path, file, place.line());
    }

    /** A map, whatever its keys. */
    public Optional<Mapping> mapping(YamlNode node, String path, String example) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        wrongType(node, path, "a map", example);
        return Optional.empty();
    }

    /** The mapping with only {@code known} keys in it; every other key is a problem. */
    public Optional<Mapping> mapping(YamlNode node, String path, List<String> known, String example) {
        Optional<Mapping> mapping = mapping(node, path, example);
        mapping.ifPresent(found -> found.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String where = path.isEmpty() ? "" : " in " + path;
                problem(
                        entry.place(),
                        "unknown key '" + Problems.shortened(key) + "'" + where,
                        Problems.knownKeys(key, known));
            }
        }));
        return mapping;
    }

    /** What {@code item} makes of each item of a list, given its path; what it makes nothing of is left out. */
    public <T> List<T> list(
            YamlNode node, String path, String example, BiFunction<YamlNode, String, Optional<T>> item) {
        if (!(node instanceof Sequence list)) {
            wrongType(node, path, "a list", "- " + example);
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            item.apply(list.items().get(i), path + "[" + i + "]").ifPresent(items::add);
        }
        return items;
    }

    /** The value of a key that must be there, a text with its place. */
    Optional<Said> required(Mapping tree, String path, String key, String example) {
        Optional<YamlNode> value = tree.value(key);
        if (value.isEmpty()) {
            problem(tree.place(), path + " has no '" + key + "'", "Add " + key + ": " + example);
        }
        return value.flatMap(node -> text(node, path + "." + key, example).map(text -> new Said(text, node.place())));
    }

    /** A text and where it stands. */
    record Said(String text, Place place) {}

    /** A text, not blank and of bounded length. */
    Optional<String> text(YamlNode node, String path, String example) {
        if (!(node instanceof Scalar scalar)
                || scalar.type() != ScalarType.TEXT
                || scalar.text().isBlank()) {
            wrongType(node, path, "a text", example);
            return Optional.empty();
        }
        if (scalar.text().length() > LONGEST_TEXT) {
            problem(node.place(), path + " is longer than " + LONGEST_TEXT + " characters", "Shorten it");
            return Optional.empty();
        }
        return Optional.of(scalar.text().strip());
    }

    /** One of a few words. */
    Optional<String> word(YamlNode node, String path, List<String> words) {
        if (node instanceof Scalar scalar && words.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        String fix = "Write one of " + String.join(", ", words);
        problem(node.place(), path + " is " + node.describe(), fix);
        return Optional.empty();
    }

    /** An amount; a count must be a number, everything else a text with its unit. */
    Optional<Amount> amount(Dimension dimension, YamlNode node, String path) {
        boolean quotedCount =
                dimension == Dimension.COUNT && node instanceof Scalar scalar && scalar.type() != ScalarType.NUMBER;
        if (!(node instanceof Scalar scalar) || scalar.type() == ScalarType.NULL || quotedCount) {
            wrongType(node, path, "a " + dimension.noun(), dimension.example());
            return Optional.empty();
        }
        try {
            return Optional.of(Amount.parse(dimension, scalar.text()));
        } catch (InvalidAmountException invalid) {
            problem(node.place(), path + ": " + Problems.printable(invalid.what()), sentence(invalid.fix()));
            return Optional.empty();
        }
    }

    /** A duration that something can keep. */
    Optional<Amount> duration(YamlNode node, String path) {
        return amount(Dimension.DURATION, node, path).filter(amount -> {
            boolean valid = amount.value() > 0;
            if (!valid) {
                problem(
                        node.place(),
                        path + " is a " + amount.dimension().noun() + " of 0, which nothing can keep",
                        "Write " + amount.dimension().example());
            }
            return valid;
        });
    }

    private void wrongType(YamlNode node, String path, String wanted, String example) {
        String subject = path.isEmpty() ? "the file" : path;
        problem(node.place(), subject + " is " + node.describe() + ", not " + wanted, "Write " + example);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
