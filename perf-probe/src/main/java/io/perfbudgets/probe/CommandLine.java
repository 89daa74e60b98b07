package io.perfbudgets.probe;

import java.util.List;
import java.util.Optional;

/**
 * What the command was asked for.
 *
 * @param help whether only its own description is wanted
 * @param remote whether a target that is not this machine may be loaded
 * @param quiet whether there is no progress while it works
 * @param output the folder for results, relative to the current one
 * @param file the budget file; empty for the {@code budgets.yaml} of the current folder and those above it
 */
record CommandLine(boolean help, boolean remote, boolean quiet, String output, Optional<String> file) {
    static final String HELP = """
            Measures the application that the section process of a budget file declares: starts it (or reaches it at
            its url), times its cold start, loads it, watches its memory, and judges all of it.

            Usage: java -jar perf-probe-cli.jar [OPTION...] [BUDGETS.YAML]

              BUDGETS.YAML        the budget file; budgets.yaml of this folder and those above it if left out
              -o, --output FOLDER where results go, perf if left out: verdicts.json, probe/probe.json, probe/soak.csv,
                                  and the application's own output
              -q, --quiet         no progress while it works; so it is wherever the output is no terminal
                  --remote        allows load on a machine that is not this one: only on one that is yours
              -h, --help          this text

            Exit status:
              0  the budgets are kept
              1  a budget is broken
              2  nothing was judged: a wrong option, a budget file that is missing or invalid, no place for results
              3  no budget is broken, but one could not be measured or decided, and the budget file says that this
                 must not pass (onUnmeasured and onUndecided of defaults)
            """;

    /** An option that nobody knows, or one that lacks its value. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static CommandLine of(List<String> words) throws UsageException {
        boolean help = false;
        boolean remote = false;
        boolean quiet = false;
        String output = "perf";
        Optional<String> file = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-h", "--help" -> help = true;
                case "--remote" -> remote = true;
                case "-q", "--quiet" -> quiet = true;
                case "-o", "--output" -> {
                    if (i + 1 == words.size()) {
                        throw new UsageException(word + " needs a folder");
                    }
                    output = words.get(++i);
                }
                default -> {
                    if (word.startsWith("-")) {
                        throw new UsageException("There is no option " + word);
                    }
                    if (file.isPresent()) {
                        throw new UsageException("One budget file at a time: " + file.get() + " or " + word);
                    }
                    file = Optional.of(word);
                }
            }
        }
        return new CommandLine(help, remote, quiet, output, file);
    }
}
