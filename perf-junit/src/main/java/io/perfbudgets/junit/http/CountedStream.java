package io.perfbudgets.junit.http;

import io.perfbudgets.junit.unit.BodySize;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on and counts it. */
final class CountedStream extends FilterOutputStream {
    private final BodySize size;

    CountedStream(OutputStream out, BodySize size) {
        super(out);
        this.size = size;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        size.add(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        size.add(length);
    }

    @Override
    public void close() throws IOException {
        out.close(); // which flushes; a second flush after it would fail
    }
}
