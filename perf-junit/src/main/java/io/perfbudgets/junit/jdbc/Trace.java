package io.perfbudgets.junit.jdbc;

import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.LoopOwner;
import io.perfbudgets.sql.Trail;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stack, taken in frame by frame from the driver outwards, until the unit's beginning or the test engine is reached. */
final class Trace {
    private static final int MAX_FRAMES = 512;
    private static final int MAX_APPLICATION_FRAMES = 32;

    private final Technology technology = new Technology();
    private final List<Call> calls = new ArrayList<>();
    private @Nullable String testClass;
    private @Nullable Place outermost;
    private boolean beyondUnit;
    private int frames;

    /** One of the application's frames, and whether the JDK calls it for each element of something. */
    private static final class Call {
        private final Place place;
        private boolean forEach;

        Call(Place place) {
            this.place = place;
        }
    }

    /** Takes the next frame in and says whether more are wanted. */
    boolean add(StackFrame frame) {
        Role role = Role.of(frame.getDeclaringClass());
        switch (role) {
            case ENGINE -> testClass = outermost == null ? null : namedClass(outermost.className());
            case REQUEST -> {}
            case OPERATION -> beyondUnit = true;
            case FRAMEWORK -> addBetween(frame);
            case APPLICATION -> {
                Place place = Place.of(frame);
                if (place.isWritten()) {
                    addCall(place);
                } else {
                    addBetween(frame);
                }
            }
        }
        return role != Role.ENGINE && role != Role.REQUEST && ++frames < MAX_FRAMES;
    }

    private void addCall(Place place) {
        outermost = place;
        if (!beyondUnit && calls.size() < MAX_APPLICATION_FRAMES && !recurs(place)) {
            calls.add(new Call(place));
        }
    }

    private void addBetween(StackFrame frame) {
        if (calls.isEmpty()) {
            technology.add(frame);
        } else if (!beyondUnit && isForEach(frame)) {
            calls.get(calls.size() - 1).forEach = true;
        }
    }

    /** However deep a tree is, it is one and the same path. */
    private boolean recurs(Place place) {
        return !calls.isEmpty() && calls.get(calls.size() - 1).place.id() == place.id();
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
        int nested = className.indexOf('$');
        while (nested >= 0 && nested + 1 < className.length()) {
            if (Character.isDigit(className.charAt(nested + 1))) {
                return className.substring(0, nested);
            }
            nested = className.indexOf('$', nested + 1);
        }
        return className;
    }

    CallSite callSite() {
        if (calls.isEmpty()) {
            return CallSite.UNKNOWN;
        }
        return site(calls.get(0).place, hash(0), trail());
    }

    static CallSite site(Place place, int path, Trail trail) {
        return new CallSite(place.className(), methodOf(place), place.file(), Math.max(0, place.line()), path, trail);
    }

    /** The method that holds a lambda has its name in the middle of the lambda's: {@code lambda$list$0}. */
    private static String methodOf(Place place) {
        String name = place.methodName();
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
            int loop = call.place.loop();
            if (loop >= 0) {
                return trail(call.place.method() + loop, at + 1, call);
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
        String name = namedClass(call.place.className());
        boolean test = testClass != null && (testClass.equals(name) || testClass.startsWith(name + "$"));
        return test ? LoopOwner.TEST : LoopOwner.APPLICATION;
    }

    private int hash(int from) {
        int hash = 1;
        for (Call call : calls.subList(from, calls.size())) {
            hash = 31 * hash + call.place.id();
        }
        return hash;
    }
}
