package io.perfbudgets.budget;

/**
 * One thing that is wrong in a budget file.
 *
 * @param file the file as people write it
 * @param line counted from 1; 0 if the problem is the file as a whole
 * @param column counted from 1; 0 if the problem is the file as a whole
 * @param what what is wrong
 * @param fix what to do about it
 */
public record BudgetFileProblem(String file, int line, int column, String what, String fix) {

    /** {@code budgets.yaml:14:7: unknown key 'latencey'. Did you mean 'latency'?} */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        return place + ": " + what + ". " + fix;
    }
}
