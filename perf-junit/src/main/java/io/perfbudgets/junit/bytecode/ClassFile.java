package io.perfbudgets.junit.bytecode;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one class file from front to back. */
final class ClassFile {
    private final Map<Integer, String> texts = new HashMap<>();
    private final DataInputStream in;

    ClassFile(DataInputStream in) {
        this.in = in;
    }

    List<MethodCode> methods() throws IOException {
        in.skipNBytes(8);
        readConstants();
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        skipFields();
        List<MethodCode> methods = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = text();
            methods.add(method(name, text()));
        }
        return methods;
    }

    private String text() throws IOException {
        return texts.getOrDefault(in.readUnsignedShort(), "");
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

    private void skipFields() throws IOException {
        int fields = in.readUnsignedShort();
        for (int i = 0; i < fields; i++) {
            in.skipNBytes(6);
            int attributes = in.readUnsignedShort();
            for (int attribute = 0; attribute < attributes; attribute++) {
                in.skipNBytes(2);
                in.skipNBytes(in.readInt());
            }
        }
    }

    private MethodCode method(String name, String descriptor) throws IOException {
        byte[] code = {};
        int firstLine = 0;
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            String attribute = text();
            int length = in.readInt();
            if (attribute.equals("Code")) {
                in.skipNBytes(4);
                code = in.readNBytes(in.readInt());
                in.skipNBytes(8L * in.readUnsignedShort());
                firstLine = firstLine();
            } else {
                in.skipNBytes(length);
            }
        }
        return new MethodCode(name, descriptor, code, firstLine);
    }

    /** Reads the attributes of a method's code and returns its smallest line. */
    private int firstLine() throws IOException {
        int first = 0;
        int attributes = in.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            String attribute = text();
            int length = in.readInt();
            if (attribute.equals("LineNumberTable")) {
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
