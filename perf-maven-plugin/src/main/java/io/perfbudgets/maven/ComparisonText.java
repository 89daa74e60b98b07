package io.perfbudgets.maven;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A comparison as text: for the console, as Markdown and as JSON.
 *
 * @param before what was before
 * @param after what is after
 * @param note what is to be said of the machines; empty if there is but one
 * @param changes what became of everything
 */
record ComparisonText(String before, String after, String note, List<Change> changes) {
    private static final List<String> HEAD =
            List.of("subject", "metric", "before", "after", "difference", "99 % confidence", "");

    /** A line for each change, those that are the same left out where nothing is to be learnt from them. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Before: " + before);
        lines.add("After:  " + after);
        if (!note.isEmpty()) {
            lines.add(note);
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        changes.stream().filter(ComparisonText::isTold).map(ComparisonText::row).forEach(rows::add);
        HistoryText.aligned(rows).forEach(line -> lines.add("  " + line));
        lines.add(summary());
        return lines;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### Before and after\n\n");
        text.append("Before: ")
                .append(cell(before))
                .append("  \nAfter: ")
                .append(cell(after))
                .append("\n\n");
        if (!note.isEmpty()) {
            text.append(note).append("\n\n");
        }
        text.append("| ").append(String.join(" | ", HEAD)).append(" |\n|---|---|--:|--:|--:|--:|---|\n");
        changes.stream()
                .filter(ComparisonText::isTold)
                .map(ComparisonText::row)
                .forEach(row -> text.append(
                        row.stream().map(ComparisonText::cell).collect(Collectors.joining(" | ", "| ", " |\n"))));
        return text.append('\n').append(summary()).append('\n').toString();
    }

    String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "perf-comparison").put("version", 1);
        node.put("before", before).put("after", after).put("sameMachine", note.isEmpty());
        if (!note.isEmpty()) {
            node.put("note", note);
        }
        var array = node.putArray("changes");
        for (Change change : changes) {
            ObjectNode each = array.addObject();
            each.putObject("subject")
                    .put("kind", change.subject().kind().name())
                    .put("name", change.subject().name());
            each.put("metric", change.metric().key());
            change.before().ifPresent(amount -> each.put("before", amount.value()));
            change.after().ifPresent(amount -> each.put("after", amount.value()));
            change.ratio()
                    .ifPresent(ratio ->
                            each.putObject("ratio").put("low", ratio.low()).put("high", ratio.high()));
            if (!change.normalisation().isSame()) {
                each.putObject("normalisedBy")
                        .put("least", change.normalisation().least())
                        .put("most", change.normalisation().most());
            }
            each.put("word", change.word().name());
        }
        return node.toPrettyString() + "\n";
    }

    private String summary() {
        long same =
                changes.stream().filter(change -> change.word() == Word.SAME).count();
        long unknown = changes.stream()
                .filter(change -> change.word() == Word.CANNOT_SAY)
                .count();
        return (changes.size() - same - unknown) + " changed, " + same + " the same, " + unknown + " cannot be told";
    }

    /** Counts that stayed what they were would bury the rest. */
    private static boolean isTold(Change change) {
        return change.word() != Word.SAME || change.ratio().isPresent();
    }

    private static List<String> row(Change change) {
        return List.of(
                change.subject().shortName(),
                change.metric().key(),
                amount(change.before()),
                amount(change.after()),
                change.difference()
                        .map(share -> String.format(Locale.ROOT, "%+.1f %%", 100 * share))
                        .orElse(""),
                change.interval(),
                change.word().toString());
    }

    private static String amount(Optional<Amount> amount) {
        return amount.map(Amount::toString).orElse("–");
    }

    /** As plain text in a table's cell. */
    private static String cell(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
    }
}
