package io.perfbudgets.junit.jdbc;

import io.perfbudgets.junit.bytecode.ClassCode;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.LoopOwner;
import io.perfbudgets.sql.Trail;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One stack, taken in frame by frame from the driver outwards, until the unit's beginning or the test engine is reached. */
final class Trace {
    private static final int MAX_APPLICATION_FRAMES = 32;

    private static final Pattern ANONYMOUS = Pattern.compile("\\$\\d.*");

    private final Technology technology = new Technology();
    private final List<Call> calls = new ArrayList<>();
    private @Nullable String testClass;
    private @Nullable StackFrame outermost;
    private boolean beyondUnit;

    /** One of the application's frames, and whether the JDK calls it for each element of something. */
    private static final class Call {
        private final StackFrame frame;
        private boolean forEach;

        Call(StackFrame frame) {
            this.frame = frame;
        }

        int place() {
            return method() + frame.getByteCodeIndex();
        }

        int method() {
            return 31 * frame.getClassName().hashCode()
                    + 7 * frame.getMethodName().hashCode();
        }

        int loop() {
            return ClassCode.of(frame.getDeclaringClass())
                    .loopAt(frame.getMethodName(), frame.getDescriptor(), frame.getByteCodeIndex());
        }
    }

    /** Takes the next frame in and says whether more are wanted. */
    boolean add(StackFrame frame) {
        String name = frame.getClassName();
        if (isEngine(name)) {
            testClass = outermost == null ? null : namedClass(outermost.getClassName());
            return false;
        }
        if (name.startsWith("io.perfbudgets.junit.http.")) {
            return false; // a request begins here: what called it, be it a test, is not its doing
        }
        if (name.startsWith("io.perfbudgets.junit.Perf") || name.startsWith("io.perfbudgets.junit.spring.Operation")) {
            beyondUnit = true; // an operation begins here; whose test it is in is still to be seen
        } else if (!NotApplication.is(frame)) {
            outermost = frame;
            addCall(frame);
        } else if (calls.isEmpty()) {
            technology.add(frame);
        } else if (!beyondUnit && isForEach(frame)) {
            calls.get(calls.size() - 1).forEach = true;
        }
        return true;
    }

    private void addCall(StackFrame frame) {
        if (beyondUnit || calls.size() >= MAX_APPLICATION_FRAMES) {
            return;
        }
        Call call = new Call(frame);
        boolean recursion = !calls.isEmpty() && calls.get(calls.size() - 1).place() == call.place();
        if (!recursion) { // one and the same path however deep a tree is
            calls.add(call);
        }
    }

    private static boolean isEngine(String name) {
        return name.startsWith("org.junit.platform.")
                || name.startsWith("org.junit.jupiter.engine.")
                || name.startsWith("org.junit.runners.")
                || name.startsWith("org.testng.");
    }

    private static boolean isForEach(StackFrame frame) {
        String name = frame.getClassName();
        if (name.startsWith("java.util.stream.")) {
            return true;
        }
        return (name.startsWith("java.util.") || name.equals("java.lang.Iterable"))
                && (frame.getMethodName().startsWith("forEach")
                        || frame.getMethodName().equals("replaceAll")
                        || frame.getMethodName().equals("removeIf"));
    }

    /** Anonymous and local classes are their method's. */
    private static String namedClass(String className) {
        return ANONYMOUS.matcher(className).replaceFirst("");
    }

    CallSite callSite() {
        if (calls.isEmpty()) {
            return CallSite.UNKNOWN;
        }
        return site(calls.get(0).frame, hash(0), trail());
    }

    static CallSite site(StackFrame frame, int path, Trail trail) {
        String file = frame.getFileName();
        return new CallSite(
                frame.getClassName(),
                methodOf(frame),
                file == null ? "" : file,
                Math.max(0, frame.getLineNumber()),
                path,
                trail);
    }

    /** The method that holds a lambda has its name in the middle of the lambda's: {@code lambda$list$0}. */
    private static String methodOf(StackFrame frame) {
        String name = frame.getMethodName();
        if (!name.startsWith("lambda$")) {
            return name;
        }
        int end = name.lastIndexOf('$');
        return end > "lambda$".length() ? name.substring("lambda$".length(), end) : name;
    }

    /** The innermost loop: the JDK's over elements, told by the line that began it, or one in the code of a frame. */
    private Trail trail() {
        for (int at = 0; at < calls.size(); at++) {
            Call call = calls.get(at);
            int loop = call.loop();
            if (loop >= 0) {
                return trail(call.method() + loop, at + 1, call);
            }
            if (call.forEach) {
                return trail(1, at + 1, calls.get(Math.min(at + 1, calls.size() - 1)));
            }
        }
        return new Trail(0, LoopOwner.APPLICATION, technology.access(), technology.through());
    }

    private Trail trail(int loop, int outer, Call owner) {
        int id = 31 * hash(outer) + loop;
        return new Trail(id == 0 ? 1 : id, owner(owner), technology.access(), technology.through());
    }

    /** The test's class and those around it; a class within it stands for the application. */
    private LoopOwner owner(Call call) {
        String name = namedClass(call.frame.getClassName());
        boolean test = testClass != null && (testClass.equals(name) || testClass.startsWith(name + "$"));
        return test ? LoopOwner.TEST : LoopOwner.APPLICATION;
    }

    private int hash(int from) {
        int hash = 1;
        for (Call call : calls.subList(from, calls.size())) {
            hash = 31 * hash + call.place();
        }
        return hash;
    }
}
