package io.perfbudgets.maven.against;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The git repository that a project stands in. */
final class Repository {
    private static final int PATIENCE_SECONDS = 600;

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** What git has said. */
    private record Answer(int exit, String out) {}

    /**
     * @throws AgainstException if {@code folder} is in no work tree
     */
    static Repository around(Path folder) throws AgainstException {
        Answer top = git(folder, "rev-parse", "--show-toplevel");
        if (top.exit() != 0) {
            throw new AgainstException(
                    "perf.against compares with a git ref, but " + folder + " is in no git repository: " + top.out());
        }
        return new Repository(Path.of(top.out()));
    }

    Path root() {
        return root;
    }

    /**
     * The commit that {@code ref} and what is checked out have in common.
     *
     * @throws AgainstException if there is no such ref, or nothing in common
     */
    String mergeBase(String ref) throws AgainstException {
        if (git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
                        .exit()
                != 0) {
            throw new AgainstException("perf.against is '" + ref + "', which names no commit here. A shallow clone may"
                    + " lack it: git fetch --unshallow, or fetch-depth: 0 in actions/checkout");
        }
        Answer base = git(root, "merge-base", "HEAD", ref + "^{commit}");
        if (base.exit() != 0) {
            throw new AgainstException("HEAD and '" + ref + "' (perf.against) have no commit in common"
                    + (base.out().isEmpty() ? "" : ": " + base.out()));
        }
        return base.out();
    }

    /** Whether nothing is different from {@code commit}, in tracked files. */
    boolean isUnchangedSince(String commit) throws AgainstException {
        return git(root, "diff", "--quiet", commit, "--").exit() == 0;
    }

    /** Checks a commit out into a new folder, beside what is checked out. */
    void addWorkTree(Path folder, String commit) throws AgainstException {
        removeWorkTree(folder); // one that a killed build has left
        Answer added = git(root, "worktree", "add", "--detach", "--force", folder.toString(), commit);
        if (added.exit() != 0) {
            throw new AgainstException("git cannot check " + commit + " out into " + folder + ": " + added.out());
        }
    }

    /** Removes such a folder, whatever is in it; one that is not there is fine. */
    void removeWorkTree(Path folder) throws AgainstException {
        git(root, "worktree", "remove", "--force", "--force", folder.toString());
        git(root, "worktree", "prune");
    }

    private static Answer git(Path folder, String... words) throws AgainstException {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AgainstException("git " + words[0] + " takes more than ten minutes");
            }
            return new Answer(process.exitValue(), out);
        } catch (IOException missing) {
            throw new AgainstException("git cannot be run: " + missing.getMessage(), missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AgainstException("interrupted while git was running", interrupted);
        }
    }
}
