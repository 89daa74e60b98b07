package io.perfbudgets.maven.history;

/**
 * The state of the sources that a run was built from.
 *
 * @param id the commit's full hash; empty if unknown
 * @param branch the branch; empty if unknown or detached
 * @param dirty whether there were changes that were not committed
 */
public record Commit(String id, String branch, boolean dirty) {
    /** Where there is no repository. */
    public static final Commit UNKNOWN = new Commit("", "", false);

    private static final int SHORT = 10;

    /** For people: the first ten characters, with a {@code +} if there were changes on top. */
    public String shortId() {
        return id.isEmpty() ? "" : id.substring(0, Math.min(SHORT, id.length())) + (dirty ? "+" : "");
    }
}
