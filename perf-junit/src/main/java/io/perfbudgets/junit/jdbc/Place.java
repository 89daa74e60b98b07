package io.perfbudgets.junit.jdbc;

import io.perfbudgets.junit.bytecode.ClassCode;
import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One call in the application's code. What is known of it is looked up once, and remembered for as long as its class lives:
 * the JVM takes longer to tell the line of a frame than to walk over it.
 *
 * @param className its class
 * @param methodName its method
 * @param file the source file's name; empty if unknown
 * @param line the line, counted from 1; 0 or less if unknown, as in generated code
 * @param loop the first instruction of the innermost loop of its method around it; -1 if there is none
 * @param method tells its method from others
 * @param id tells it from other calls
 */
record Place(String className, String methodName, String file, int line, int loop, int method, int id) {
    private static final ClassValue<Map<Call, Place>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<Call, Place> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private record Call(String method, String descriptor, int index) {}

    /** Where a frame of the application stands. */
    static Place of(StackFrame frame) {
        Map<Call, Place> ofClass = KNOWN.get(frame.getDeclaringClass());
        Call call = new Call(frame.getMethodName(), frame.getDescriptor(), frame.getByteCodeIndex());
        Place known = ofClass.get(call);
        if (known == null) {
            known = learn(frame, call);
            ofClass.put(call, known);
        }
        return known;
    }

    private static Place learn(StackFrame frame, Call call) {
        String className = frame.getClassName();
        String file = frame.getFileName();
        int method = 31 * className.hashCode() + 7 * call.method.hashCode();
        return new Place(
                className,
                call.method,
                file == null ? "" : file,
                frame.getLineNumber(),
                ClassCode.of(frame.getDeclaringClass()).loopAt(call.method, call.descriptor, call.index),
                method,
                method + call.index);
    }

    /** Whether the application's author wrote it. */
    boolean isWritten() {
        return line > 0;
    }
}
