package io.perfbudgets.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Writes trees without a mapper or a generator: a JVM that only runs tests then never loads their several hundred classes,
 * which would take it longer than many a suite. Stateless.
 */
final class JsonText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private JsonText() {}

    /** The tree on one line. */
    static String of(JsonNode node) {
        StringBuilder text = new StringBuilder(1_024);
        write(node, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                char before = '{';
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    quote(property.getKey(), out.append(before));
                    write(property.getValue(), out.append(':'));
                    before = ',';
                }
                out.append(before == '{' ? "{}" : "}");
            }
            case ARRAY -> {
                char before = '[';
                for (JsonNode element : node) {
                    write(element, out.append(before));
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case STRING -> quote(node.textValue(), out);
            case NUMBER -> out.append(number(node));
            case BOOLEAN, NULL -> out.append(node.asText());
            default -> throw new IllegalArgumentException("No JSON has a " + node.getNodeType());
        }
    }

    private static String number(JsonNode number) {
        boolean isWord = number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue());
        return isWord ? '"' + number.asText() + '"' : number.asText();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each == '"' || each == '\\') {
                out.append(text, written, i).append('\\');
                escape(each, out);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static void escape(char special, StringBuilder out) {
        switch (special) {
            case '"', '\\' -> out.append(special);
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            default -> out.append("u00").append(HEX[special >> 4]).append(HEX[special & 0xF]);
        }
    }
}
