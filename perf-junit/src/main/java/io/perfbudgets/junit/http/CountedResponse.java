package io.perfbudgets.junit.http;

import io.perfbudgets.junit.unit.BodySize;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** A response that counts the bytes of its body as the application writes them, before a container compresses them. */
final class CountedResponse extends HttpServletResponseWrapper {
    private final BodySize size;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    CountedResponse(HttpServletResponse response, BodySize size) {
        super(response);
        this.size = size;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new CountedOutput(super.getOutputStream(), size);
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new CountedWriter(super.getWriter(), size, charset(getCharacterEncoding()));
        }
        return writer;
    }

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    @Override
    public void reset() {
        super.reset();
        size.reset();
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        size.reset();
    }

    private static final class CountedOutput extends ServletOutputStream {
        private final ServletOutputStream out;
        private final CountedStream counted;

        CountedOutput(ServletOutputStream out, BodySize size) {
            this.out = out;
            this.counted = new CountedStream(out, size);
        }

        @Override
        public void write(int b) throws IOException {
            counted.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            counted.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            counted.flush();
        }

        @Override
        public void close() throws IOException {
            counted.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    /** All that a PrintWriter offers comes to these four. */
    private static final class CountedWriter extends PrintWriter {
        private final BodySize size;
        private final Charset charset;

        CountedWriter(PrintWriter out, BodySize size, Charset charset) {
            super(out);
            this.size = size;
            this.charset = charset;
        }

        @Override
        public void write(int c) {
            super.write(c);
            size.add(bytes(String.valueOf((char) c)));
        }

        @Override
        public void write(char[] chars, int from, int length) {
            super.write(chars, from, length);
            size.add(bytes(new String(chars, from, length)));
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            size.add(bytes(text.substring(from, from + length)));
        }

        @Override
        public void println() {
            write(System.lineSeparator());
        }

        /** Half of a surrogate pair, written alone, is half of the pair's four bytes. */
        private long bytes(String text) {
            if (!charset.equals(StandardCharsets.UTF_8)) {
                return text.getBytes(charset).length;
            }
            long bytes = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
            return bytes;
        }
    }
}
