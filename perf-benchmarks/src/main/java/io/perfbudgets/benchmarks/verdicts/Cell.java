package io.perfbudgets.benchmarks.verdicts;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import io.perfbudgets.judge.LatencyJudgement.Within;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What many trials of one model at one ratio came to.
 *
 * @param model its name
 * @param aimed whether the aims hold for it
 * @param ratio true p95 as a multiple of the limit
 * @param trials how many
 * @param breached how many our rule called BREACHED
 * @param within how many our rule called WITHIN; the rest were UNDECIDED
 * @param medianValues median of the values taken
 * @param naive100 how many builds the naive rule turned red with 100 values
 * @param naive1000 the same with 1,000 values
 */
record Cell(
        String model,
        boolean aimed,
        double ratio,
        int trials,
        long breached,
        long within,
        int medianValues,
        long naive100,
        long naive1000) {
    static final String HEADING = String.format(
            "%-29s %5s %9s %9s %9s %7s %9s %9s",
            "model", "ratio", "BREACHED", "WITHIN", "UNDECIDED", "values", "naive 100", "naive 1000");

    /** Runs the trials on all processors; their outcome depends on nothing but the arguments. */
    static Cell simulate(Model model, double ratio, int trials) {
        long seed = model.name().hashCode() * 1_000_003L + Math.round(ratio * 100) * 7_919L;
        Trial[] done = IntStream.range(0, trials)
                .parallel()
                .mapToObj(trial -> Trial.of(model, ratio, seed + trial))
                .toArray(Trial[]::new);
        int[] values =
                IntStream.range(0, trials).map(i -> done[i].values()).sorted().toArray();
        return new Cell(
                model.name(),
                model.aimed(),
                ratio,
                trials,
                count(trials, trial -> done[trial].judgement() instanceof Breached),
                count(trials, trial -> done[trial].judgement() instanceof Within),
                values[trials / 2],
                count(trials, trial -> Trial.naive(model, ratio, seed + trial, 100)),
                count(trials, trial -> Trial.naive(model, ratio, seed + trial, 1_000)));
    }

    private static long count(int trials, IntPredicate predicate) {
        return IntStream.range(0, trials).parallel().filter(predicate).count();
    }

    double share(long some) {
        return (double) some / trials;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-29s %5.2f %8.2f%% %8.2f%% %8.2f%% %7d %8.2f%% %8.2f%%",
                model,
                ratio,
                share(breached) * 100,
                share(within) * 100,
                share(trials - breached - within) * 100,
                medianValues,
                share(naive100) * 100,
                share(naive1000) * 100);
    }
}
