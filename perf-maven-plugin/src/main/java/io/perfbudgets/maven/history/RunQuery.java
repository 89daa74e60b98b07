package io.perfbudgets.maven.history;

/**
 * Which runs are asked for, the newest first.
 *
 * @param module only of this module; all if empty
 * @param name only of this branch, or whose id or commit begins so; all if empty
 * @param baselinesOnly only those that are marked as baselines
 * @param most at most so many
 */
public record RunQuery(String module, String name, boolean baselinesOnly, int most) {
    /** A shorter beginning of an id or a commit has to be the whole of it. */
    static final int SHORTEST_BEGINNING = 4;

    /** All runs of a module. */
    public static RunQuery of(String module, int most) {
        return new RunQuery(module, "", false, most);
    }

    /** Those of a branch, or whose id or commit begins with {@code name}. */
    public RunQuery named(String name) {
        return new RunQuery(module, name, baselinesOnly, most);
    }

    /** Those that are marked as baselines. */
    public RunQuery baselines() {
        return new RunQuery(module, name, true, most);
    }
}
