package io.perfbudgets.maven.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks git, and what continuous integrations say in the environment, where a build's sources come from. */
public final class Checkout {
    private static final int PATIENCE_SECONDS = 20;

    /** The branch's name; on a detached head, as most of them build, git cannot tell it. */
    private static final List<String> BRANCH = List.of(
            "GITHUB_HEAD_REF",
            "GITHUB_REF_NAME",
            "CI_COMMIT_REF_NAME",
            "BRANCH_NAME",
            "GIT_BRANCH",
            "BUILD_SOURCEBRANCHNAME");

    private static final List<String> JOB =
            List.of("GITHUB_RUN_ID", "CI_JOB_ID", "BUILD_TAG", "BUILD_BUILDID", "CIRCLE_BUILD_NUM", "BUILD_NUMBER");

    private Checkout() {}

    /** The state of the repository around {@code folder}; {@link Commit#UNKNOWN} where there is none, or no git. */
    public static Commit at(Path folder, Map<String, String> environment) {
        Optional<String> id = git(folder, "rev-parse", "HEAD");
        if (id.isEmpty()) {
            return Commit.UNKNOWN;
        }
        String branch = git(folder, "symbolic-ref", "--short", "-q", "HEAD")
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> first(BRANCH, environment));
        boolean dirty = git(folder, "status", "--porcelain", "--untracked-files=no")
                .filter(changes -> !changes.isEmpty())
                .isPresent();
        return new Commit(id.get(), branch, dirty);
    }

    /** The job that runs this build; empty if none is known. */
    public static String job(Map<String, String> environment) {
        return first(JOB, environment);
    }

    private static String first(List<String> names, Map<String, String> environment) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> git(Path folder, String... words) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
