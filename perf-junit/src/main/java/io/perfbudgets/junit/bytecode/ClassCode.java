package io.perfbudgets.junit.bytecode;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The methods of one class as its class file holds them (The Java Virtual Machine Specification, 4). A class file that
 * cannot be read has none. Immutable; what was read once is remembered for as long as the class lives.
 */
public final class ClassCode {
    private static final ClassValue<ClassCode> KNOWN = new ClassValue<>() {
        @Override
        protected ClassCode computeValue(Class<?> type) {
            return read(type);
        }
    };

    private final List<MethodCode> methods;

    private ClassCode(List<MethodCode> methods) {
        this.methods = List.copyOf(methods);
    }

    /** The code of a class. */
    public static ClassCode of(Class<?> type) {
        return KNOWN.get(type);
    }

    /** The first line of the body of the first method of that name, counted from 1; 0 if unknown. */
    public int firstLineOf(String method) {
        for (MethodCode each : methods) {
            if (each.name().equals(method) && each.firstLine() > 0) {
                return each.firstLine();
            }
        }
        return 0;
    }

    /**
     * The innermost loop around the instruction at {@code index} of a method: the index of its first instruction; -1 if the
     * instruction is in none.
     */
    public int loopAt(String method, String descriptor, int index) {
        for (MethodCode each : methods) {
            if (each.name().equals(method) && each.descriptor().equals(descriptor)) {
                return each.loopAt(index);
            }
        }
        return -1;
    }

    private static ClassCode read(Class<?> type) {
        String resource = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(resource)) {
            return new ClassCode(
                    bytes == null
                            ? List.of()
                            : new ClassFile(new DataInputStream(new BufferedInputStream(bytes))).methods());
        } catch (IOException | RuntimeException unreadable) {
            return new ClassCode(new ArrayList<>());
        }
    }
}
