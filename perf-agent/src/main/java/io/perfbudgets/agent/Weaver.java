package io.perfbudgets.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts the calls of the points into the classes that have any. A class that it cannot read stays as it is. Thread-safe. */
final class Weaver implements ClassFileTransformer {
    /** Loaded while others are woven. */
    private static final String OWN = "io/perfbudgets/agent/";

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || name.startsWith(OWN)) {
            return null;
        }
        try {
            List<Rule> rules = Rules.of(name, loader, bytes);
            return rules.isEmpty() ? null : weave(bytes, rules);
        } catch (RuntimeException | LinkageError fault) {
            tell(name, fault);
            return null;
        }
    }

    static byte[] weave(byte[] bytes, List<Rule> rules) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Methods(writer, rules), 0);
        return writer.toByteArray();
    }

    /** Once: a JVM too new for this agent would have much to say. */
    static void tell(String type, Throwable fault) {
        if (TOLD.compareAndSet(false, true)) {
            System.getLogger("io.perfbudgets")
                    .log(System.Logger.Level.WARNING, "perf-agent leaves " + type + " and maybe others out", fault);
        }
    }

    private static final class Methods extends ClassVisitor {
        private final List<Rule> rules;

        Methods(ClassVisitor next, List<Rule> rules) {
            super(Opcodes.ASM9, next);
            this.rules = rules;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
            if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
                return visitor;
            }
            List<Rule> here = rules.stream().filter(rule -> rule.concerns(name)).toList();
            return here.isEmpty() ? visitor : new WovenMethod(visitor, access, name, descriptor, here);
        }
    }
}
