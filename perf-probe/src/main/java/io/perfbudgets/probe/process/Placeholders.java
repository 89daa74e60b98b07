package io.perfbudgets.probe.process;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in <code>${port}</code> and <code>${env:NAME}</code>. Everything else stays as it is. Immutable.
 *
 * @param port what <code>${port}</code> stands for; empty where nothing is started
 * @param environment the probe's own variables
 */
public record Placeholders(Optional<Integer> port, Map<String, String> environment) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(port|env:([^}]*))}");

    public Placeholders {
        environment = Map.copyOf(environment);
    }

    /**
     * {@code text} with everything filled in.
     *
     * @throws ProbeException if it names a variable that is not set
     */
    public String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(2))));
    }

    private String value(@org.jspecify.annotations.Nullable String variable) {
        if (variable == null) {
            return port.map(String::valueOf)
                    .orElseThrow(() -> new ProbeException("${port} is the port of a process that the probe starts, but"
                            + " process has no command: write the port in process.url"));
        }
        String value = environment.get(variable);
        if (value == null) {
            throw new ProbeException("The environment variable " + variable + ", which process names as ${env:"
                    + variable + "}, is not set");
        }
        return value;
    }
}
