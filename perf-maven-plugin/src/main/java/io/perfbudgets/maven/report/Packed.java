package io.perfbudgets.maven.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Lines packed {@value #TOGETHER} at a time with gzip and Base64, each pack a line again: a browser reads a tenth of the
 * text, and unpacks what somebody looks at. Not thread-safe.
 */
final class Packed implements Consumer<String>, AutoCloseable {
    /** The page's script counts on it. */
    static final int TOGETHER = 50;

    private final Consumer<String> packs;
    private final List<String> waiting = new ArrayList<>();

    /** @param packs takes each pack */
    Packed(Consumer<String> packs) {
        this.packs = packs;
    }

    @Override
    public void accept(String line) {
        waiting.add(line);
        if (waiting.size() == TOGETHER) {
            close();
        }
    }

    /** Hands over what is left. */
    @Override
    public void close() {
        if (!waiting.isEmpty()) {
            packs.accept(pack(String.join("\n", waiting)));
            waiting.clear();
        }
    }

    private static String pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
