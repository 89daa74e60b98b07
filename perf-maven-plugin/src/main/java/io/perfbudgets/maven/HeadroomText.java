package io.perfbudgets.maven;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.compare.Headroom;
import org.apache.maven.plugin.MojoExecutionException;

/** Reads {@code perf.headroom}. */
final class HeadroomText {
    private HeadroomText() {}

    static Headroom read(String percentage) throws MojoExecutionException {
        try {
            return new Headroom(Amount.parse(Dimension.RATIO, percentage).value() / 1e6);
        } catch (InvalidAmountException invalid) {
            throw new MojoExecutionException("perf.headroom: " + invalid.getMessage(), invalid);
        } catch (IllegalArgumentException tooMuch) {
            throw new MojoExecutionException("perf.headroom of " + percentage + " is no headroom", tooMuch);
        }
    }
}
