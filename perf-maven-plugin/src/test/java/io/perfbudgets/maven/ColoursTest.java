package io.perfbudgets.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Tint;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
    @ParameterizedTest(name = "-Dstyle.color={0}, NO_COLOR={1}, a terminal: {2} -> {3}")
    @CsvSource({
        "auto,   '', true,  true",
        "auto,   '', false, false",
        "auto,   1,  true,  false",
        "always, '', false, true",
        "always, 1,  true,  true",
        "never,  '', true,  false",
    })
    void writesInColoursOnATerminalOrWhereAsked(String asked, String noColour, boolean terminal, boolean coloured) {
        assertThat(Colours.isColoured(asked, noColour, terminal)).isEqualTo(coloured);
    }

    @Test
    void givesEachEffectItsColourAndEndsIt() {
        assertThat(Stream.of(Effect.values())
                        .map(effect -> Colours.tinted(effect, "x").replace('\u001B', '^')))
                .containsExactly("^[1;31mx^[m", "^[33mx^[m", "^[36mx^[m", "x", "^[32mx^[m");
    }

    @Test
    void leavesTheLogOfABatchBuildPlainAndColoursItWhereAsked() {
        assertThat(Colours.of(session("-"))).isSameAs(Tint.NONE);
        assertThat(Colours.of(session("always")).of(Effect.PASSES, "kept")).isEqualTo("\u001B[32mkept\u001B[m");
    }

    @SuppressWarnings("deprecation") // the constructor for tests
    private static MavenSession session(String asked) {
        DefaultMavenExecutionRequest batch = new DefaultMavenExecutionRequest();
        batch.setInteractiveMode(false);
        if (!asked.equals("-")) {
            batch.getUserProperties().setProperty("style.color", asked);
        }
        return new MavenSession(null, batch, new DefaultMavenExecutionResult(), List.of(new MavenProject()));
    }
}
