package io.perfbudgets.agent;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes one method with the calls of its points. */
final class WovenMethod extends MethodVisitor {
    private static final Set<String> FUNCTIONS = Set.of(
            "java.lang.Runnable",
            "java.util.function.BiConsumer",
            "java.util.function.BiFunction",
            "java.util.function.Consumer",
            "java.util.function.Function",
            "java.util.function.Supplier");

    private final boolean isStatic;
    private final boolean isConstructor;
    private final Type[] arguments;
    private final Type result;
    private final List<Rule> rules;
    private final Label begin = new Label();

    WovenMethod(MethodVisitor next, int access, String name, String descriptor, List<Rule> rules) {
        super(Opcodes.ASM9, next);
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.isConstructor = name.equals("<init>");
        this.arguments = Type.getArgumentTypes(descriptor);
        this.result = Type.getReturnType(descriptor);
        this.rules = rules;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        for (Rule rule : rules) {
            switch (rule.where()) {
                case ENTRY -> showThis(rule.point());
                case FIRST_ARGUMENT -> replaceArgument(0, rule.point());
                case FUNCTIONS -> {
                    for (int index = 0; index < arguments.length; index++) {
                        if (FUNCTIONS.contains(arguments[index].getClassName())) {
                            replaceArgument(index, rule.point());
                        }
                    }
                }
                case TWO_ARGUMENTS -> showTwoArguments(rule.point());
                case SERVING -> {
                    if (hasTwoArguments()) {
                        super.visitVarInsn(Opcodes.ALOAD, slot(0));
                        super.visitVarInsn(Opcodes.ALOAD, slot(1));
                        call(rule.point());
                        super.visitTypeInsn(Opcodes.CHECKCAST, arguments[1].getInternalName());
                        super.visitVarInsn(Opcodes.ASTORE, slot(1));
                        super.visitLabel(begin);
                    }
                }
                case CONNECTION -> {
                    if (givesConnection()) {
                        showThis(Point.CONNECTING);
                        super.visitLabel(begin);
                    }
                }
                case EXIT, RUN_CALL -> {}
            }
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            for (Rule rule : rules) {
                if (rule.where() == Where.EXIT) {
                    super.visitVarInsn(Opcodes.ALOAD, 0);
                    showTop(rule.point());
                } else if (rule.where() == Where.SERVING && hasTwoArguments()) {
                    super.visitInsn(Opcodes.ACONST_NULL);
                    showTop(Point.SERVED);
                } else if (rule.where() == Where.CONNECTION && givesConnection()) {
                    loadThis();
                    super.visitInsn(Opcodes.SWAP);
                    call(rule.point());
                    super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
                }
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean around = owner.equals("java/lang/Runnable")
                && name.equals("run")
                && rules.stream().anyMatch(rule -> rule.where() == Where.RUN_CALL);
        if (around) {
            super.visitInsn(Opcodes.DUP);
            super.visitInsn(Opcodes.DUP);
            showTop(Point.BEGIN);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (around) {
            showTop(Point.END);
        }
    }

    /** Its handler comes last, after all of the method's own, and needs to know nothing of local variables. */
    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (givesConnection() && has(Where.CONNECTION)) {
            handler();
            super.visitInsn(Opcodes.ACONST_NULL);
            showTop(Point.CONNECTION);
            super.visitInsn(Opcodes.ATHROW);
        } else if (hasTwoArguments() && has(Where.SERVING)) {
            handler();
            super.visitInsn(Opcodes.DUP);
            showTop(Point.SERVED);
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    private void handler() {
        Label end = new Label();
        super.visitTryCatchBlock(begin, end, end, null);
        super.visitLabel(end);
        super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
    }

    private boolean has(Where where) {
        return rules.stream().anyMatch(rule -> rule.where() == where);
    }

    private boolean hasTwoArguments() {
        return arguments.length > 1 && isReference(0) && isReference(1);
    }

    /** Static methods are a driver's own business. */
    private boolean givesConnection() {
        return !isStatic && result.getClassName().equals("java.sql.Connection");
    }

    /** The value on top of the stack is shown and gone. */
    private void showTop(Point point) {
        super.visitInsn(Opcodes.DUP);
        call(point);
        super.visitInsn(Opcodes.POP);
    }

    private void showThis(Point point) {
        loadThis();
        showTop(point);
    }

    private void showTwoArguments(Point point) {
        if (hasTwoArguments()) {
            super.visitVarInsn(Opcodes.ALOAD, slot(0));
            super.visitVarInsn(Opcodes.ALOAD, slot(1));
            call(point);
            super.visitInsn(Opcodes.POP);
        }
    }

    private void replaceArgument(int index, Point point) {
        if (index < arguments.length && isReference(index)) {
            super.visitLdcInsn(arguments[index]);
            super.visitVarInsn(Opcodes.ALOAD, slot(index));
            call(point);
            super.visitTypeInsn(Opcodes.CHECKCAST, arguments[index].getInternalName());
            super.visitVarInsn(Opcodes.ASTORE, slot(index));
        }
    }

    private void loadThis() {
        if (isStatic || isConstructor) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    private void call(Point point) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, Bridge.NAME, point.name(), Bridge.DESCRIPTOR, false);
    }

    private boolean isReference(int index) {
        return arguments[index].getSort() == Type.OBJECT;
    }

    private int slot(int index) {
        int slot = isStatic ? 0 : 1;
        for (int before = 0; before < index; before++) {
            slot += arguments[before].getSize();
        }
        return slot;
    }
}
