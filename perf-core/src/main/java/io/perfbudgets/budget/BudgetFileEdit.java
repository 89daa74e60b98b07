package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Entry;
import io.perfbudgets.budget.YamlNode.Mapping;
import io.perfbudgets.budget.YamlNode.Place;
import io.perfbudgets.budget.YamlNode.Scalar;
import io.perfbudgets.budget.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces single limits in a budget file's text. Every other character stays as it is. */
public final class BudgetFileEdit {
    private static final String MARK = "\uFEFF";

    private BudgetFileEdit() {}

    /**
     * The text with another limit.
     *
     * @param text of the whole file
     * @param declaration the limit's key path as an {@link Origin} has it, {@code requests.lists.latency.p95}
     * @param limit what is to stand there
     * @return empty if that cannot be done without changing anything else: an alias says it, or the path is ambiguous, or the
     *     file would contradict itself
     */
    public static Optional<String> replace(String text, String declaration, Amount limit) {
        if (text.startsWith(MARK)) {
            return replace(text.substring(1), declaration, limit).map(edited -> MARK + edited);
        }
        Optional<YamlNode> root = parse(text);
        List<Scalar> found = new ArrayList<>();
        root.ifPresent(node -> find(node, declaration, found));
        if (found.size() != 1) {
            return Optional.empty();
        }
        Scalar old = found.get(0);
        Matcher written = Pattern.compile("(['\"]?)" + Pattern.quote(old.text()) + "\\1")
                .matcher(text)
                .region(offset(text, old.place()), text.length());
        if (!written.lookingAt()) {
            return Optional.empty();
        }
        String edited = text.substring(0, written.start())
                + written.group(1)
                + limit.dimension().write(limit.value())
                + written.group(1)
                + text.substring(written.end());
        return isOneChange(root, parse(edited)) && isValid(edited) ? Optional.of(edited) : Optional.empty();
    }

    private static Optional<YamlNode> parse(String text) {
        return YamlDocument.read("", text, new Problems());
    }

    private static boolean isValid(String text) {
        Problems problems = new Problems();
        BudgetFile.read("", text, problems);
        return problems.areNone();
    }

    /** Keys may hold dots, so that a path may be read in several ways. */
    private static void find(YamlNode node, String path, List<Scalar> found) {
        if (!(node instanceof Mapping mapping)) {
            return;
        }
        for (Map.Entry<String, Entry> each : mapping.entries().entrySet()) {
            YamlNode value = each.getValue().value();
            if (path.equals(each.getKey()) && value instanceof Scalar scalar) {
                found.add(scalar);
            } else if (path.startsWith(each.getKey() + ".")) {
                find(value, path.substring(each.getKey().length() + 1), found);
            }
        }
    }

    /** Where a place is in the text; lines end where YAML 1.1 ends them, and columns are counted in code points. */
    private static int offset(String text, Place place) {
        int at = 0;
        for (int line = 1; line < place.line() && at < text.length(); at++) {
            char c = text.charAt(at);
            boolean lone = c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
            if (c == '\n' || lone || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                line++;
            }
        }
        for (int column = 1; column < place.column() && at < text.length(); column++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean isOneChange(Optional<YamlNode> before, Optional<YamlNode> after) {
        return before.isPresent() && after.isPresent() && changes(before.get(), after.get()) == 1;
    }

    /** How many values differ once aliases are written out. */
    private static int changes(YamlNode before, YamlNode after) {
        if (before instanceof Mapping was && after instanceof Mapping is) {
            return List.copyOf(was.entries().keySet())
                            .equals(List.copyOf(is.entries().keySet()))
                    ? was.entries().entrySet().stream()
                            .mapToInt(each -> changes(
                                    each.getValue().value(),
                                    is.value(each.getKey()).orElseThrow()))
                            .sum()
                    : Integer.MAX_VALUE / 2;
        }
        if (before instanceof Sequence was && after instanceof Sequence is) {
            int sum = was.items().size() == is.items().size() ? 0 : Integer.MAX_VALUE / 2;
            for (int i = 0; sum == 0 && i < was.items().size(); i++) {
                sum += changes(was.items().get(i), is.items().get(i));
            }
            return sum;
        }
        return before instanceof Scalar was
                        && after instanceof Scalar is
                        && was.text().equals(is.text())
                        && was.type() == is.type()
                ? 0
                : 1;
    }
}
