package io.perfbudgets.results;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a results file, none of them longer than a record can be: a foreign file must not fill the memory. */
final class ResultLines implements Closeable {
    /** Characters; the largest record, one with a profile of deep stacks, has a tenth of it. */
    static final int LONGEST = 64 << 20;

    private final Path file;
    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private long number;

    ResultLines(Path file, int longest) throws IOException {
        this.file = file;
        this.in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
        this.longest = longest;
    }

    /**
     * The next line without its end; null after the last one.
     *
     * @throws ResultsException if it is too long to be a record
     */
    @Nullable
    String next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder();
        while (fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (line.length() + at - from > longest) {
                throw new ResultsException(
                        file + ":" + number + ": not a record of a results file: the line is longer than " + longest
                                + " characters. Delete the file and run the tests again");
            }
            line.append(buffer, from, at - from);
            if (at < end) {
                at++;
                break;
            }
        }
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
    }

    /** Whether there are characters in the buffer, after reading more if there were none. */
    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
