package io.perfbudgets.maven.imports;

import io.perfbudgets.budget.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which subject a load engine's name is of: by the first rule that matches, else by the name itself. A name that is a
 * method and a path, or a method and a URL, is a request; any other is an operation.
 *
 * @param rules patterns and names, the first that matches counts
 */
public record Names(List<Rule> rules) {
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (?:https?://[^/?#]*)?(/[^?#\\s]*)?(?:[?#].*)?");

    /**
     * A rule.
     *
     * @param pattern of the engine's names
     * @param name what they are called
     */
    public record Rule(Pattern pattern, String name) {}

    public Names {
        rules = List.copyOf(rules);
    }

    /**
     * Reads rules.
     *
     * @param written each {@code PATTERN=NAME}, in which {@code *} stands for any characters
     * @throws IllegalArgumentException if one is none
     */
    public static Names of(List<String> written) {
        List<Rule> rules = new ArrayList<>();
        for (String rule : written) {
            int equals = rule.indexOf('=');
            if (equals < 1 || equals == rule.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + rule
                                + "' is no rule; write what the engine calls it, =, and the request: Game*=GET /api/games/{id}");
            }
            String pattern =
                    "\\Q" + rule.substring(0, equals).replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E";
            rules.add(new Rule(
                    Pattern.compile(pattern), rule.substring(equals + 1).strip()));
        }
        return new Names(rules);
    }

    Subject subject(String name) {
        String called = rules.stream()
                .filter(rule -> rule.pattern().matcher(name).matches())
                .map(Rule::name)
                .findFirst()
                .orElse(name);
        var request = REQUEST.matcher(called);
        if (!request.matches()) {
            return Subject.operation(called);
        }
        String path = request.group(2);
        return Subject.request(request.group(1), path == null ? "/" : path);
    }
}
