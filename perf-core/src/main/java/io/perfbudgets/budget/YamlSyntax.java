package io.perfbudgets.budget;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.perfbudgets.budget.YamlNode.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the YAML parser's complaints into problems. */
final class YamlSyntax {
    private static final Pattern MARK = Pattern.compile("^ in 'reader', line (\\d+), column (\\d+)");
    private static final Pattern ADVICE = Pattern.compile("\\.? *\\(Do not use .*");

    private YamlSyntax() {}

    /**
     * The parser's words are a sentence, a line with the place and a drawing of it, and mostly all that twice: what was
     * being read, then what went wrong.
     */
    static BudgetFileProblem problem(String file, JsonProcessingException malformed) {
        List<String> sentences = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (String line : malformed.getOriginalMessage().lines().toList()) {
            Matcher mark = MARK.matcher(line);
            if (mark.find()) {
                places.add(new Place(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))));
            } else if (!line.startsWith(" ") && !line.isEmpty()) {
                sentences.add(line);
            }
        }
        if (places.isEmpty()) {
            places.add(placeOf(malformed.getLocation()));
        }
        String context = sentences.isEmpty() ? "" : sentences.get(0);
        if (context.equals("while scanning an alias")) {
            Place star = places.get(0);
            return new BudgetFileProblem(
                    file, star.line(), star.column(), "a YAML alias begins with this '*'", "Quote the text: \"*...\"");
        }
        Place place = places.get(places.size() - 1);
        String sentence = context.startsWith("Expected a field name")
                ? "a key must be a plain text"
                : sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
        return new BudgetFileProblem(
                file,
                place.line(),
                place.column(),
                "this is not valid YAML: "
                        + Problems.shortened(ADVICE.matcher(sentence).replaceFirst("")),
                "Check the indentation, and quote a text that begins with or holds one of * & { } [ ] ! % @ ` #");
    }

    private static Place placeOf(JsonLocation at) {
        return at == null ? new Place(1, 1) : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
