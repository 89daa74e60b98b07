package io.perfbudgets.maven.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    Path folder;

    @Test
    void tellsCommitBranchAndChanges() throws Exception {
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve("a"), "one");
        git("add", "a");
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "One");

        Commit clean = Checkout.at(folder, Map.of());
        Files.writeString(folder.resolve("a"), "two");
        Commit dirty = Checkout.at(folder, Map.of());

        assertThat(clean.id()).hasSize(40);
        assertThat(clean.branch()).isEqualTo("main");
        assertThat(clean.dirty()).isFalse();
        assertThat(dirty).isEqualTo(new Commit(clean.id(), "main", true));
        assertThat(dirty.shortId()).isEqualTo(clean.id().substring(0, 10) + "+");
    }

    @Test
    void takesTheBranchFromTheJobWhereTheHeadIsDetached() throws Exception {
        git("init", "-q", "-b", "main");
        git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "One");
        git("checkout", "-q", "--detach");

        assertThat(Checkout.at(folder, Map.of("CI_COMMIT_REF_NAME", "feature")).branch())
                .isEqualTo("feature");
        assertThat(Checkout.at(folder, Map.of()).branch()).isEmpty();
    }

    @Test
    void knowsNothingWhereThereIsNoRepository() {
        assertThat(Checkout.at(folder, Map.of("GITHUB_REF_NAME", "main"))).isEqualTo(Commit.UNKNOWN);
    }

    private void git(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(words)).toList())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
