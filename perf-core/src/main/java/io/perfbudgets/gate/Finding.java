package io.perfbudgets.gate;

import io.perfbudgets.budget.Waiver;
import io.perfbudgets.judge.Verdict;
import java.util.Comparator;
import java.util.Optional;

/**
 * A verdict and what it does to the build.
 *
 * @param verdict what was found
 * @param effect what follows
 * @param waiver the waiver that accepts the breach; present exactly if the effect is {@link Effect#WAIVED}
 */
public record Finding(Verdict verdict, Effect effect, Optional<Waiver> waiver) {
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::effect)
            .thenComparing(finding -> finding.verdict().outcome())
            .thenComparing(finding -> finding.verdict().subject().kind())
            .thenComparing(finding -> finding.verdict().subject().name())
            .thenComparing(finding -> finding.verdict().budget().metric())
            .thenComparing(finding -> finding.verdict().test());
}
