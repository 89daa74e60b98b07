package io.perfbudgets.maven.report;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import java.util.Locale;

/** How a finding looks: a word, a sign and a style, so that colour alone never carries it. The gravest first. */
enum Status {
    BROKEN("broken", "✕"),
    UNMEASURED("not measured", "?"),
    UNDECIDED("undecided", "≈"),
    WAIVED("waived", "‖"),
    KEPT("kept", "✓"),
    /** No budget is about it. */
    FREE("no budget", "·");

    private final String word;
    private final String sign;

    Status(String word, String sign) {
        this.word = word;
        this.sign = sign;
    }

    static Status of(Finding finding) {
        if (finding.effect() == Effect.WAIVED) {
            return WAIVED;
        }
        return switch (finding.verdict().outcome()) {
            case BREACHED -> BROKEN;
            case UNMEASURED -> UNMEASURED;
            case UNDECIDED -> UNDECIDED;
            case WITHIN -> KEPT;
        };
    }

    String word() {
        return word;
    }

    String sign() {
        return sign;
    }

    /** The style class. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
