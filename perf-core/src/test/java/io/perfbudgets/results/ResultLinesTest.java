package io.perfbudgets.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLinesTest {
    @TempDir
    Path folder;

    @Test
    void readsLinesWhereverTheBufferEnds() throws IOException {
        String long1 = "a".repeat(65_535);
        String long2 = "é".repeat(200_000);
        assertThat(lines(long1 + "\n" + long2 + "\r\n\nlast without an end", 300_000))
                .containsExactly(long1, long2, "", "last without an end");
        assertThat(lines("ended\n", 10)).containsExactly("ended");
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void namesTheLineThatIsTooLongToBeARecord() {
        assertThatThrownBy(() -> lines("short\n" + "x".repeat(101) + "\nshort\n", 100))
                .isInstanceOf(ResultsException.class)
                .hasMessage(
                        folder.resolve("run.jsonl") + ":2: not a record of a results file: the line is longer than 100"
                                + " characters. Delete the file and run the tests again");
    }

    private List<String> lines(String text, int longest) throws IOException {
        Path file = Files.writeString(folder.resolve("run.jsonl"), text);
        List<String> lines = new ArrayList<>();
        try (ResultLines in = new ResultLines(file, longest)) {
            for (String line = in.next(); line != null; line = in.next()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
