package io.perfbudgets.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The one class that woven code, wherever it was loaded, and this agent both see: defined into {@code java.lang}, with a
 * function for each point. Nothing is appended to the bootstrap class path, which would cost the JVM its shared archive and
 * a warning on the console. Thread-safe.
 */
final class Bridge {
    static final String NAME = "java/lang/$PerfBudgets";
    /** Of the method for each point, which has the point's name. */
    static final String DESCRIPTOR = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

    private static final String FUNCTION = "java/util/function/BiFunction";

    private final Class<?> type;
    private Map<String, BiFunction<Object, Object, Object>> led = Map.of();

    private Bridge(Class<?> type) {
        this.type = type;
    }

    static Bridge define(Instrumentation jvm) {
        jvm.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Bridge.class.getModule())),
                Set.of(),
                Map.of());
        try {
            Class<?> type = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                    .defineClass(bytes());
            Bridge bridge = new Bridge(type);
            bridge.lead(Map.of());
            return bridge;
        } catch (IllegalAccessException denied) {
            throw new IllegalStateException("Cannot define " + NAME, denied);
        }
    }

    synchronized void lead(Map<String, BiFunction<Object, Object, Object>> functions) {
        led = functions;
        try {
            for (Point point : Point.values()) {
                type.getField(point.name()).set(null, functions.getOrDefault(point.name(), Bridge::nowhere));
            }
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(NAME + " is not what was defined", impossible);
        }
    }

    synchronized void leadNowhere(Map<String, BiFunction<Object, Object, Object>> functions) {
        if (led == functions) {
            lead(Map.of());
        }
    }

    private static Object nowhere(Object first, Object second) {
        return second;
    }

    private static byte[] bytes() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                NAME,
                null,
                "java/lang/Object",
                null);
        int field = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        for (Point point : Point.values()) {
            writer.visitField(field, point.name(), "L" + FUNCTION + ";", null, null)
                    .visitEnd();
            MethodVisitor method =
                    writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, point.name(), DESCRIPTOR, null, null);
            method.visitCode();
            method.visitFieldInsn(Opcodes.GETSTATIC, NAME, point.name(), "L" + FUNCTION + ";");
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, FUNCTION, "apply", DESCRIPTOR, true);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }
}
