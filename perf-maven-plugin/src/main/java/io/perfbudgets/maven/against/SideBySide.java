package io.perfbudgets.maven.against;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Builds what is checked out and the commit that it came from in turn, on this machine: A B B A A B …, so that what makes
 * the machine slower or faster meanwhile does so to both. The commit is checked out into a work tree of its own, which is
 * removed again whatever happens, also by an interrupt.
 */
public final class SideBySide {
    private final Path project;
    private final Path folder;
    private final MavenBuild maven;
    private final Consumer<String> told;
    private final AtomicReference<Process> running = new AtomicReference<>();

    /**
     * What came of it.
     *
     * @param commit what the runs before were built from
     * @param history the history that holds all runs
     * @param before their ids
     * @param after the ids of the runs of what is checked out
     */
    public record Runs(String commit, Path history, List<String> before, List<String> after) {}

    /**
     * @param project the folder that Maven builds
     * @param folder for the work tree, the logs and the history; its files are replaced
     * @param maven how to build
     * @param told takes a line about each build
     */
    public SideBySide(Path project, Path folder, MavenBuild maven, Consumer<String> told) {
        this.project = project;
        this.folder = folder;
        this.maven = maven;
        this.told = told;
    }

    /**
     * Builds both.
     *
     * @param ref what the work goes against: the commit that it has in common with what is checked out is built
     * @param rounds how often each is built
     */
    public Runs run(String ref, int rounds) throws AgainstException {
        Repository repository = Repository.around(project);
        String commit = repository.mergeBase(ref);
        if (repository.isUnchangedSince(commit)) {
            throw new AgainstException("There is nothing to compare: what is checked out is " + commit
                    + ", the commit that it has in common with '" + ref + "' (perf.against), without any change");
        }
        Path tree = folder.resolve("base");
        Thread cleaner = new Thread(() -> cleanUp(repository, tree), "perf-against-clean-up");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            deleteHistory();
            repository.addWorkTree(tree, commit);
            Path base = tree.resolve(repository.root().relativize(project.toRealPath()));
            return build(commit, base, rounds);
        } catch (IOException failure) {
            throw new AgainstException("Cannot prepare " + folder + ": " + failure.getMessage(), failure);
        } finally {
            cleanUp(repository, tree);
            MavenBuild.forget(cleaner);
        }
    }

    private void deleteHistory() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("history.db" + suffix));
        }
    }

    private void cleanUp(Repository repository, Path tree) {
        Process build = running.getAndSet(null);
        if (build != null) {
            MavenBuild.stop(build);
        }
        try {
            repository.removeWorkTree(tree);
        } catch (AgainstException stays) {
            told.accept("The work tree " + tree + " is left behind: " + stays.getMessage());
        }
    }

    private Runs build(String commit, Path base, int rounds) throws AgainstException {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            // Neither is always first, and neither always follows the other.
            boolean baseFirst = round % 2 == 0;
            build(baseFirst, commit, base, (baseFirst ? before : after), round, rounds);
            build(!baseFirst, commit, base, (baseFirst ? after : before), round, rounds);
        }
        return new Runs(commit, folder.resolve("history.db"), before, after);
    }

    private void build(boolean isBase, String commit, Path base, List<String> ids, int round, int rounds)
            throws AgainstException {
        String id = (isBase ? "before-" : "after-") + (round + 1);
        Path log = folder.resolve(id + ".log");
        told.accept("Round " + (round + 1) + " of " + rounds + ": building "
                + (isBase ? commit.substring(0, 10) : "what is checked out") + ", log " + log);
        List<String> more = List.of(
                "-Dperf.runId=" + id,
                "-Dperf.history=" + folder.resolve("history.db"),
                "-Dperf.failOnBreach=false",
                "-Dperf.baseline=none",
                "-Dmaven.test.failure.ignore=true");
        Process process = maven.start(isBase ? base : project, log, more);
        running.set(process);
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AgainstException(
                        "The build of " + (isBase ? "commit " + commit : "what is checked out") + " fails: see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AgainstException("interrupted while Maven was running", interrupted);
        }
        running.set(null);
        if (MavenBuild.hadTestFailures(log)) {
            told.accept("Tests failed in that build; what they did not come to is not in the comparison: see " + log);
        }
        ids.add(id);
    }
}
