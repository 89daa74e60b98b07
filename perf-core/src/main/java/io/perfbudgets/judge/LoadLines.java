package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The load behind a verdict, in lines: its model, what it achieved, and what failed. */
final class LoadLines {
    private static final int SHOWN = 5;
    private static final double PER_HOUR = 3_600;

    private LoadLines() {}

    static List<String> of(LoadRun load) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "  under load: %s; %,d requests, %s, %,d failed",
                load.scenario(),
                load.requests(),
                new Amount(Dimension.RATE, Math.round(load.pace().perSecond() * PER_HOUR)),
                load.failed()));
        for (FailureKind failure :
                load.failures().subList(0, Math.min(SHOWN, load.failures().size()))) {
            lines.add(String.format(Locale.ROOT, "  %,5d x  %s", failure.count(), failure.kind()));
        }
        if (load.failures().size() > SHOWN) {
            lines.add("        and " + (load.failures().size() - SHOWN) + " more kinds of failures");
        }
        return lines;
    }

    /** What is to be said of a generator that did not keep up. */
    static String generator(LoadRun load) {
        return String.format(
                Locale.ROOT,
                "the load generator could not keep up: its own delay was %.0f %% of the time",
                load.generatorShare() * 100);
    }
}
