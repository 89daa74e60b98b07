package io.perfbudgets.budget;

import java.util.List;
import java.util.stream.Collectors;

/** Budget files that cannot be used; the message lists every problem found, one to a line. */
public final class BudgetFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<BudgetFileProblem> problems;

    BudgetFileException(List<BudgetFileProblem> problems) {
        super(problems.stream().map(BudgetFileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one, in the order of the file. */
    public List<BudgetFileProblem> problems() {
        return problems;
    }
}
