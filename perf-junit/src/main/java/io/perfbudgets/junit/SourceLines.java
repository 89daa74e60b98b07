package io.perfbudgets.junit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a method stands in its source file, read from the line numbers in its class file (The Java Virtual Machine
 * Specification, 4.7.12): reflection does not tell. A class file that cannot be read has no lines.
 */
final class SourceLines {
    private static final Map<Class<?>, Map<String, Integer>> LINES = new ConcurrentHashMap<>();

    private final Map<Integer, String> texts = new HashMap<>();
    private final DataInputStream in;

    private SourceLines(DataInputStream in) {
        this.in = in;
    }

    /** The conventional name of the file, {@code GamesApiIT.java}. */
    static String fileOf(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        boolean kotlin = java.util.Arrays.stream(type.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals("kotlin.Metadata"));
        return outermost.getSimpleName() + (kotlin ? ".kt" : ".java");
    }

    /** The first line of the method's body, counted from 1; 0 if unknown. Overloads share the first one's. */
    static int firstLineOf(Method method) {
        return LINES.computeIfAbsent(method.getDeclaringClass(), SourceLines::read)
                .getOrDefault(method.getName(), 0);
    }

    private static Map<String, Integer> read(Class<?> type) {
        String resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(resource)) {
            return bytes == null
                    ? Map.of()
                    : new SourceLines(new DataInputStream(new BufferedInputStream(bytes))).methods();
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    private Map<String, Integer> methods() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        skipMembers();
        Map<String, Integer> lines = new HashMap<>();
        int methods = in.readUnsignedShort();
        for (int i = 0; i < methods; i++) {
            in.skipNBytes(2);
            String name = texts.getOrDefault(in.readUnsignedShort(), "");
            in.skipNBytes(2);
            int line = firstLine();
            if (line > 0) {
                lines.putIfAbsent(name, line);
            }
        }
        return lines;
    }

    private void readConstants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long and a double take two places
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
    }

    private void skipMembers() throws IOException {
        int members = in.readUnsignedShort();
        for (int i = 0; i < members; i++) {
            in.skipNBytes(6);
            skipAttributes();
        }
    }

    private void skipAttributes() throws IOException {
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            in.skipNBytes(2);
            in.skipNBytes(in.readInt());
        }
    }

    /** Reads one method's attributes and returns the smallest line of its code; 0 if it has none. */
    private int firstLine() throws IOException {
        int first = 0;
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            String name = texts.getOrDefault(in.readUnsignedShort(), "");
            int length = in.readInt();
            if (name.equals("Code")) {
                in.skipNBytes(4);
                in.skipNBytes(in.readInt());
                in.skipNBytes(8L * in.readUnsignedShort());
                first = firstLine();
            } else if (name.equals("LineNumberTable")) {
                int entries = in.readUnsignedShort();
                for (int entry = 0; entry < entries; entry++) {
                    in.skipNBytes(2);
                    int line = in.readUnsignedShort();
                    first = first == 0 ? line : Math.min(first, line);
                }
            } else {
                in.skipNBytes(length);
            }
        }
        return first;
    }
}
