package io.perfbudgets.maven;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.BudgetFileEdit;
import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.compare.Tightening;
import io.perfbudgets.compare.Tightening.Past;
import io.perfbudgets.compare.Tightening.Proposal;
import io.perfbudgets.maven.history.History;
import io.perfbudgets.maven.history.HistoryException;
import io.perfbudgets.maven.history.PastVerdict;
import io.perfbudgets.maven.history.RunEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what became of the limits in budget files, over the past runs of all modules that they hold for, and edits the
 * files' texts. Not thread-safe.
 */
final class Headrooms {
    private final Map<Place, Gathered> limits = new LinkedHashMap<>();

    /** Where a limit stands. */
    private record Place(Path file, String declaration) {}

    private record Gathered(Budget budget, List<Past> past) {}

    /**
     * A tighter limit for one place.
     *
     * @param file where it stands
     * @param proposal what is proposed
     */
    record Tighter(Path file, Proposal proposal) {}

    /** Takes the runs of one module in. */
    void add(History history, List<RunEntry> runs, Budgets budgets, List<Path> files) throws HistoryException {
        for (RunEntry run : runs) {
            Map<Subject, Observed> measured = history.measurements(run);
            for (PastVerdict verdict : history.verdicts(run)) {
                Past past = new Past(
                        run.runId(),
                        verdict.outcome(),
                        verdict.observed(),
                        Optional.ofNullable(measured.get(verdict.subject())));
                for (Budget budget : budgets.budgetsFor(verdict.subject())) {
                    if (budget.name().equals(verdict.budget())) {
                        place(budget, files).ifPresent(place -> limits.computeIfAbsent(
                                        place, at -> new Gathered(budget, new ArrayList<>()))
                                .past()
                                .add(past));
                    }
                }
            }
        }
    }

    private static Optional<Place> place(Budget budget, List<Path> files) {
        return files.stream()
                .filter(file ->
                        BudgetFiles.nameOf(file, files).equals(budget.origin().file()))
                .findFirst()
                .map(file -> new Place(file, budget.origin().declaration()));
    }

    /** What can be tighter. */
    List<Tighter> tighter(Tightening tightening) {
        List<Tighter> tighter = new ArrayList<>();
        limits.forEach((place, gathered) -> tightening
                .of(gathered.budget(), gathered.past())
                .ifPresent(proposal -> tighter.add(new Tighter(place.file(), proposal))));
        return tighter;
    }

    /**
     * Writes limits into texts.
     *
     * @param texts of the files, which are changed
     * @return those that cannot be written without changing anything else
     */
    static List<Tighter> write(List<Tighter> tighter, Map<Path, String> texts) {
        List<Tighter> left = tighter;
        List<Tighter> before;
        do { // a lower percentile may have to go first
            before = left;
            left = before.stream().filter(each -> !write(each, texts)).toList();
        } while (left.size() < before.size());
        return left;
    }

    private static boolean write(Tighter tighter, Map<Path, String> texts) {
        Optional<String> edited = BudgetFileEdit.replace(
                texts.getOrDefault(tighter.file(), ""),
                tighter.proposal().budget().origin().declaration(),
                tighter.proposal().limit());
        edited.ifPresent(text -> texts.put(tighter.file(), text));
        return edited.isPresent();
    }
}
