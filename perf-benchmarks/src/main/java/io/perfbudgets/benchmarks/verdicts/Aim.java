package io.perfbudgets.benchmarks.verdicts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the rule shall reach in every aimed model at one ratio, and the model that is furthest from it.
 *
 * @param name what is counted
 * @param ratio true p95 as a multiple of the limit
 * @param bound the most, or the fewest, there may be
 * @param met how many models reach it
 * @param of among how many
 * @param worstModel the model furthest from it
 * @param worst what it came to there
 */
record Aim(String name, double ratio, double bound, long met, long of, String worstModel, double worst) {
    static List<Aim> of(List<Cell> cells) {
        return List.of(
                atMost("false alarms at most", 0.9, 0.001, cells, cell -> cell.share(cell.breached())),
                atMost("false alarms at most", 1.0, 0.01, cells, cell -> cell.share(cell.breached())),
                atLeast("detected at least", 1.1, 0.6, cells, cell -> cell.share(cell.breached())),
                atLeast("detected at least", 1.2, 0.995, cells, cell -> cell.share(cell.breached())),
                atMost("median values at most", 0.7, 170, cells, Cell::medianValues));
    }

    private static Aim atMost(
            String name, double ratio, double bound, List<Cell> cells, ToDoubleFunction<Cell> measured) {
        List<Cell> aimed = aimed(cells, ratio);
        Cell worst = aimed.stream().max(Comparator.comparingDouble(measured)).orElseThrow();
        long met = aimed.stream()
                .filter(cell -> measured.applyAsDouble(cell) <= bound)
                .count();
        return new Aim(name, ratio, bound, met, aimed.size(), worst.model(), measured.applyAsDouble(worst));
    }

    private static Aim atLeast(
            String name, double ratio, double bound, List<Cell> cells, ToDoubleFunction<Cell> measured) {
        List<Cell> aimed = aimed(cells, ratio);
        Cell worst = aimed.stream().min(Comparator.comparingDouble(measured)).orElseThrow();
        long met = aimed.stream()
                .filter(cell -> measured.applyAsDouble(cell) >= bound)
                .count();
        return new Aim(name, ratio, bound, met, aimed.size(), worst.model(), measured.applyAsDouble(worst));
    }

    private static List<Cell> aimed(List<Cell> cells, double ratio) {
        return cells.stream()
                .filter(cell -> cell.aimed() && cell.ratio() == ratio)
                .toList();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s at %.1f x: %s %s; met in %d of %d models, worst %s in '%s'",
                met == of ? "met   " : "MISSED",
                ratio,
                name,
                figure(bound),
                met,
                of,
                figure(worst),
                worstModel);
    }

    private static String figure(double value) {
        return value > 1
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f %%", value * 100);
    }
}
