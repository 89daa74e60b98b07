package io.perfbudgets.benchmarks.verdicts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts wrong and right latency verdicts on simulated machines, beside those of the naive rule. */
public final class VerdictSimulation {
    private static final int TRIALS = 2_000;
    private static final int TRIALS_A_MODULE = 100;

    private record Result(List<Aim> aims, List<ManyBudgets> modules, List<Cell> cells) {}

    private VerdictSimulation() {}

    /**
     * Prints the table and the aims, and writes both as JSON.
     *
     * @param arguments the JSON file; optionally how many trials each line of the table takes, 2,000 by default;
     *     a quarter where no aim depends on it
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path json = Path.of(arguments[0]).toAbsolutePath();
        int trials = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TRIALS;
        simulate(json, trials, System.out);
    }

    static void simulate(Path json, int trials, PrintStream out) throws IOException {
        out.println(Cell.HEADING);
        List<Cell> cells = new ArrayList<>();
        for (Model model : Model.ALL) {
            for (double ratio : model.ratios()) {
                Cell cell = Cell.simulate(model, ratio, model.aimed() ? trials : trials / 4);
                cells.add(cell);
                out.println(cell.line());
            }
        }
        List<Aim> aims = Aim.of(cells);
        out.printf("%nAims, %,d trials a model and ratio:%n", trials);
        aims.forEach(aim -> out.println(aim.line()));
        List<ManyBudgets> modules = ManyBudgets.simulate(Math.max(1, trials / TRIALS_A_MODULE));
        out.printf("%n300 budgets, each exactly at its limit:%n");
        modules.forEach(module -> out.println(module.line()));
        Path folder = json.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(json.toFile(), new Result(aims, modules, cells));
        out.println("Written to " + json);
    }
}
