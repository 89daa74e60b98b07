package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Normalisation;
import java.util.Optional;

/**
 * What became of one metric of one subject.
 *
 * @param subject whose
 * @param metric which
 * @param before its value before; empty if it was not there
 * @param after its value after; empty if it is no longer there
 * @param ratio for durations, what {@code after / before} lies between; empty if it cannot be told
 * @param word what that means
 * @param normalisation by what {@code before} was multiplied for ratio and word; the value itself is as it was measured
 */
public record Change(
        Subject subject,
        Metric metric,
        Optional<Amount> before,
        Optional<Amount> after,
        Optional<Ratio> ratio,
        Word word,
        Normalisation normalisation) {

    /** One that was measured on the same machine, or is exact. */
    public Change(
            Subject subject,
            Metric metric,
            Optional<Amount> before,
            Optional<Amount> after,
            Optional<Ratio> ratio,
            Word word) {
        this(subject, metric, before, after, ratio, word, Normalisation.SAME);
    }

    /** The ratio for people, and whether it was normalised; empty if it cannot be told. */
    public String interval() {
        return ratio.map(known -> known + (normalisation.isSame() ? "" : ", normalised"))
                .orElse("");
    }

    /** The relative difference of the values themselves, 0.1 for ten percent more; empty if there is none to take. */
    public Optional<Double> difference() {
        return before.filter(was -> was.value() != 0)
                .flatMap(was -> after.map(is -> is.value() / (was.value() * normalisation.usual()) - 1));
    }
}
