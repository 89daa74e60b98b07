package io.perfbudgets.budget;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.perfbudgets.budget.YamlNode.Entry;
import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Scalar;
import io.perfbudgets.budget.YamlNode.ScalarType;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one YAML document into {@link YamlNode}s. Depth and the size with all aliases written out are bounded, so that
 * no document costs more than its own length; nothing but {@link BudgetFileException} comes out.
 */
final class YamlDocument {
    private static final int DEEPEST = 20;
    private static final int MOST_NODES = 50_000;
    private static final int LONGEST_KEY = 500;
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2 * DEEPEST).build())
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final String file;
    private final Problems problems;
    private final YAMLParser parser;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    private YamlDocument(String file, Problems problems, YAMLParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /**
     * The document's root; empty after a problem that makes the rest unreadable. Duplicate keys are noted in
     * {@code problems}, and the first one counts.
     */
    static Optional<YamlNode> read(String file, String text, Problems problems) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return Optional.of(new YamlDocument(file, problems, parser).root());
        } catch (Refused refused) {
            problems.add(refused.problem);
        } catch (JsonProcessingException malformed) {
            problems.add(YamlSyntax.problem(file, malformed));
        } catch (IOException impossible) {
            throw new AssertionError("reading from a string", impossible);
        }
        return Optional.empty();
    }

    private YamlNode root() throws IOException {
        if (parser.nextToken() == null) {
            throw refused(new Place(1, 1), "the file is empty", "Start it with 'version: 1'");
        }
        YamlNode root = node(0);
        if (parser.nextToken() != null) {
            throw refused(here(), "a second document begins", "Keep one document in the file");
        }
        return root;
    }

    private YamlNode node(int depth) throws IOException {
        Place place = here();
        if (depth > DEEPEST) {
            throw refused(place, "nested deeper than " + DEEPEST + " levels", "Flatten it");
        }
        if (parser.isCurrentAlias()) {
            return aliased(place, parser.getText());
        }
        if (parser.getTypeId() != null) {
            throw refused(place, "a YAML tag stands here", "Remove it: budgets need no tags");
        }
        String anchor = parser.getObjectId();
        YamlNode node =
                switch (parser.currentToken()) {
                    case START_OBJECT -> mapping(place, depth);
                    case START_ARRAY -> sequence(place, depth);
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(place, ScalarType.NUMBER, parser.getText());
                    case VALUE_TRUE, VALUE_FALSE -> new Scalar(place, ScalarType.BOOLEAN, parser.getText());
                    case VALUE_NULL -> new Scalar(place, ScalarType.NULL, "");
                    default -> new Scalar(place, ScalarType.TEXT, parser.getText());
                };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    /** An alias inside its own anchor finds nothing here, since an anchor is known only when its node is complete. */
    private YamlNode aliased(Place place, String name) {
        YamlNode node = anchors.get(name);
        if (node == null) {
            throw refused(
                    place,
                    "'*" + Problems.shortened(name) + "' refers to no anchor above it",
                    "Quote a text that begins with '*', or define the anchor first");
        }
        return node;
    }

    private Sequence sequence(Place place, int depth) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            YamlNode item = node(depth + 1);
            size = grown(size, item);
            items.add(item);
        }
        return new Sequence(place, size, items);
    }

    private Mapping mapping(Place place, int depth) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int size = 1;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place at = here();
            String key = parser.currentName();
            parser.nextToken();
            YamlNode value = node(depth + 1);
            size = grown(size, value);
            if (isUsable(key, at)) {
                Entry first = entries.putIfAbsent(key, new Entry(at, value));
                noteDuplicate(key, at, Optional.ofNullable(first));
            }
        }
        return new Mapping(place, size, entries);
    }

    /** Keys become part of messages and origins, which are one line. */
    private boolean isUsable(String key, Place at) {
        boolean usable = !key.isBlank() && key.length() <= LONGEST_KEY && Problems.isPrintable(key);
        if (!usable) {
            problems.add(
                    file,
                    at,
                    "a key is empty, longer than " + LONGEST_KEY
                            + " characters or has a character that cannot be printed",
                    "Rename it");
        }
        return usable;
    }

    private void noteDuplicate(String key, Place at, Optional<Entry> first) {
        first.ifPresent(entry -> problems.add(
                file,
                at,
                "the key '" + Problems.shortened(key) + "' stands here a second time, first in line "
                        + entry.place().line(),
                "Remove one of the two"));
    }

    private int grown(int size, YamlNode added) {
        int sum = size + added.size();
        if (sum > MOST_NODES) {
            throw refused(
                    added.place(),
                    "the document has more than " + MOST_NODES + " values once its aliases are written out",
                    "Use fewer aliases");
        }
        return sum;
    }

    private Place here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    private Refused refused(Place place, String what, String fix) {
        return new Refused(new BudgetFileProblem(file, place.line(), place.column(), what, fix));
    }

    /** Leaves the recursion with the one problem after which nothing more can be read. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient BudgetFileProblem problem;

        Refused(BudgetFileProblem problem) {
            super(problem.toString(), null, false, false);
            this.problem = problem;
        }
    }
}
