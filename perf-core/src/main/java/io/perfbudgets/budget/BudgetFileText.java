package io.perfbudgets.budget;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Turns a file's bytes into text that a YAML parser can take: UTF-8, of bounded size, without control characters. */
final class BudgetFileText {
    private static final int LARGEST = 1 << 20;

    private BudgetFileText() {}

    /** Empty after a problem. */
    static Optional<String> read(Path path, String file, Problems problems) {
        try (InputStream in = Files.newInputStream(path)) {
            return decode(in.readNBytes(LARGEST + 1), file, problems);
        } catch (NoSuchFileException missing) {
            problems.add(new BudgetFileProblem(file, 0, 0, "there is no such file", "Create it or correct the path"));
        } catch (IOException unreadable) {
            problems.add(new BudgetFileProblem(
                    file,
                    0,
                    0,
                    "it cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "Make it a file that the build may read"));
        }
        return Optional.empty();
    }

    static Optional<String> decode(byte[] bytes, String file, Problems problems) {
        if (bytes.length > LARGEST) {
            problems.add(new BudgetFileProblem(
                    file, 0, 0, "it is larger than 1 MiB", "Budgets are short: check that this is the right file"));
            return Optional.empty();
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult end = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (end.isError()) {
            problems.add(at(decoded, decoded.length(), file, "a byte that is not UTF-8", "Save the file as UTF-8"));
            return Optional.empty();
        }
        String withoutMark = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        for (int i = 0; i < withoutMark.length(); i++) {
            if (!isAllowed(withoutMark.charAt(i))) {
                String code = String.format("U+%04X", (int) withoutMark.charAt(i));
                problems.add(at(withoutMark, i, file, "the control character " + code, "Remove it"));
                return Optional.empty();
            }
        }
        return Optional.of(withoutMark);
    }

    private static boolean isAllowed(char c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xFFFE);
    }

    private static BudgetFileProblem at(String text, int index, String file, String what, String fix) {
        int line = 1
                + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
        int column = index - text.lastIndexOf('\n', index - 1);
        return new BudgetFileProblem(file, line, column, "here stands " + what, fix);
    }
}
