package io.perfbudgets.maven.history;

/**
 * Which runs are asked for, the newest first.
 *
 * @param module only of this module; all if empty
 * @param name only of this branch, or whose id or commit begins so; all if empty
 * @param filter which of them
 * @param most at most so many
 */
public record RunQuery(String module, String name, Filter filter, int most) {
    /** A shorter beginning of an id or a commit has to be the whole of it. */
    static final int SHORTEST_BEGINNING = 4;

    /** Which runs. */
    public enum Filter {
        /** All. */
        ALL("1 = 1"),
        /** Those that are marked as baselines. */
        BASELINES("baseline = 1"),
        /** Those of committed sources that broke no regression budget, and so may be what later runs are held against. */
        SOUND("dirty = 0 and not exists (select 1 from verdict v where v.run = run.id and v.outcome = 'BREACHED'"
                + " and v.metric like 'regression.%')"),
        /** Those of sources that were not committed. */
        DIRTY("dirty = 1");

        private final String condition;

        Filter(String condition) {
            this.condition = condition;
        }

        /** In SQL. */
        String condition() {
            return condition;
        }
    }

    /** All runs of a module. */
    public static RunQuery of(String module, int most) {
        return new RunQuery(module, "", Filter.ALL, most);
    }

    /** Those of a branch, or whose id or commit begins with {@code name}. */
    public RunQuery named(String name) {
        return new RunQuery(module, name, filter, most);
    }

    /** Those that are marked as baselines. */
    public RunQuery baselines() {
        return only(Filter.BASELINES);
    }

    /** Those of one kind. */
    public RunQuery only(Filter kind) {
        return new RunQuery(module, name, kind, most);
    }
}
