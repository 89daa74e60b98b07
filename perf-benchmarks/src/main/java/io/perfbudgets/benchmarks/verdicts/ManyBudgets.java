package io.perfbudgets.benchmarks.verdicts;

import io.perfbudgets.judge.LatencyJudgement.Breached;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Modules with many latency budgets that are all exactly met, the worst case for luck.
 *
 * @param model the machine that they run on
 * @param budgets how many each module has
 * @param modules how many were simulated
 * @param red how many of them a single budget or more turned red
 * @param redBudgets how many of all budgets were called BREACHED
 */
record ManyBudgets(String model, int budgets, int modules, long red, long redBudgets) {
    private static final int BUDGETS = 300;
    private static final List<String> MODELS =
            List.of("independent", "AR(1) 0.6", "2 % GC pauses", "burst", "burst, canary");

    static List<ManyBudgets> simulate(int modules) {
        return Model.ALL.stream()
                .filter(model -> MODELS.contains(model.name()))
                .map(model -> simulate(model, modules))
                .toList();
    }

    private static ManyBudgets simulate(Model model, int modules) {
        long seed = model.name().hashCode() * 7_368_787L;
        long[] breached = IntStream.range(0, modules)
                .mapToLong(module -> IntStream.range(0, BUDGETS)
                        .parallel()
                        .filter(budget -> Trial.of(model, 1, seed + (long) module * BUDGETS + budget)
                                        .judgement()
                                instanceof Breached)
                        .count())
                .toArray();
        return new ManyBudgets(
                model.name(),
                BUDGETS,
                modules,
                IntStream.range(0, modules).filter(i -> breached[i] > 0).count(),
                IntStream.range(0, modules).mapToLong(i -> breached[i]).sum());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-29s %d of %d modules red, %d of %,d budgets",
                model,
                red,
                modules,
                redBudgets,
                (long) modules * budgets);
    }
}
