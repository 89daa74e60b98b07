package io.perfbudgets.junit.bytecode;

import java.nio.ByteBuffer;

/**
 * One method of a class file.
 *
 * @param code its instructions; empty if it has none
 * @param firstLine the smallest line of its code, counted from 1; 0 if unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MethodCode(String name, String descriptor, byte[] code, int firstLine) {
    /** Instruction lengths by opcode, 0 to 201; 0 where it varies (JVM Specification, 6.5). */
    private static final String LENGTHS = "1".repeat(16) + "23" + "233" + "22222" + "1".repeat(28) + "22222"
            + "1".repeat(73) + "3" + "1".repeat(20) + "3".repeat(16) + "2" + "00" + "1".repeat(6) + "3".repeat(7) + "55"
            + "323" + "11" + "33" + "11" + "0" + "4" + "33" + "55";

    private static final int IFEQ = 153;
    private static final int JSR = 168;
    private static final int TABLESWITCH = 170;
    private static final int WIDE = 196;
    private static final int IINC = 132;
    private static final int IFNULL = 198;
    private static final int IFNONNULL = 199;
    private static final int GOTO_W = 200;

    /** The first instruction of the innermost loop around {@code index}: a backward branch spans it; -1 if none does. */
    int loopAt(int index) {
        ByteBuffer in = ByteBuffer.wrap(code);
        int innermost = -1;
        for (int at = 0; at < code.length; at += length(in, at)) {
            int target = at + branch(in, at);
            if (target <= index && index <= at && target < at) {
                innermost = Math.max(innermost, target);
            }
        }
        return innermost;
    }

    /** The offset of a branch; 0 if it is none. What a switch goes back to is reached by a branch of its own. */
    private static int branch(ByteBuffer in, int at) {
        int opcode = in.get(at) & 0xff;
        if ((opcode >= IFEQ && opcode <= JSR) || opcode == IFNULL || opcode == IFNONNULL) {
            return in.getShort(at + 1);
        }
        return opcode == GOTO_W ? in.getInt(at + 1) : 0;
    }

    private static int length(ByteBuffer in, int at) {
        int opcode = in.get(at) & 0xff;
        int length = LENGTHS.charAt(opcode) - '0';
        if (length > 0) {
            return length;
        }
        if (opcode == WIDE) {
            return (in.get(at + 1) & 0xff) == IINC ? 6 : 4;
        }
        int operands = (at + 4) & ~3;
        int size = opcode == TABLESWITCH
                ? 3 + in.getInt(operands + 8) - in.getInt(operands + 4) + 1
                : 2 + 2 * in.getInt(operands + 4);
        return operands + 4 * size - at;
    }
}
