package io.perfbudgets.budget;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML document with the place where it stands; anchors and aliases are resolved. */
public sealed interface YamlNode {

    /** Line and column, both counted from 1. */
    record Place(int line, int column) {}

    /** A key with its own place and its value. */
    record Entry(Place place, YamlNode value) {}

    /** What a plain scalar is by YAML's core schema; everything quoted is a text. */
    enum ScalarType {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    Place place();

    /** How many nodes it consists of when every alias is written out. */
    int size();

    record Scalar(Place place, ScalarType type, String text) implements YamlNode {
        @Override
        public int size() {
            return 1;
        }
    }

    record Sequence(Place place, int size, List<YamlNode> items) implements YamlNode {}

    /** Keys in the order of the document. */
    record Mapping(Place place, int size, Map<String, Entry> entries) implements YamlNode {
        /** What stands at a key, if it is there. */
        public Optional<YamlNode> value(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }
    }

    /** What it is, for a message. */
    default String describe() {
        if (this instanceof Mapping) {
            return "a map";
        }
        if (this instanceof Sequence) {
            return "a list";
        }
        Scalar scalar = (Scalar) this;
        return switch (scalar.type()) {
            case NULL -> "empty";
            case TEXT -> "the text '" + Problems.shortened(scalar.text()) + "'";
            case NUMBER -> "the number " + Problems.shortened(scalar.text());
            case BOOLEAN -> scalar.text();
        };
    }
}
