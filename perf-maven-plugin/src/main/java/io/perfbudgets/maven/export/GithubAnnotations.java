package io.perfbudgets.maven.export;

import io.perfbudgets.budget.Origin;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.gate.GateReport;
import io.perfbudgets.judge.Explanation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Workflow commands that make GitHub show a finding at the line that declares its budget. It shows ten errors and ten
 * warnings of a step; the worst come first.
 */
public final class GithubAnnotations {
    private static final int SHOWN = 10;

    private GithubAnnotations() {}

    /** One line for each annotation. */
    public static List<String> of(GateReport report) {
        return Stream.of(Effect.FAILS, Effect.WARNS)
                .flatMap(effect -> report.findings(effect).stream().limit(SHOWN))
                .map(GithubAnnotations::command)
                .toList();
    }

    private static String command(Finding finding) {
        Origin origin = finding.verdict().budget().origin();
        StringBuilder properties = new StringBuilder();
        if (!origin.file().isEmpty()) {
            properties.append("file=").append(property(origin.file())).append(',');
            if (origin.line() > 0) {
                properties.append("line=").append(origin.line()).append(',');
            }
        }
        properties.append("title=").append(property(Findings.summary(finding)));
        return (finding.effect() == Effect.FAILS ? "::error " : "::warning ") + properties + "::"
                + message(Explanation.of(finding.verdict()));
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
