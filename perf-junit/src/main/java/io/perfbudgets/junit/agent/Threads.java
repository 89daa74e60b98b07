package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.jdbc.NotApplication;
import java.util.List;

/** Which work and which threads are the application's. */
final class Threads {
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** The carriers of virtual threads, and what pools and schedulers do for themselves when a unit happens to ask. */
    private static final List<String> OTHERS = List.of(
            "java.lang.",
            "com.zaxxer.hikari.",
            "io.agroal.",
            "com.mchange.",
            "org.apache.commons.pool2.",
            "org.apache.commons.dbcp2.",
            "org.apache.tomcat.jdbc.",
            "org.springframework.scheduling.concurrent.ReschedulingRunnable");

    private Threads() {}

    static boolean isOthers(Object work) {
        if (work instanceof Periodic) {
            return true;
        }
        String name = work.getClass().getName();
        for (String prefix : OTHERS) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether code of the application starts the thread, or it is a virtual one, which does one piece of work. The threads
     * of pools and servers, which their own code starts, work for whoever comes.
     */
    static boolean isStartedByApplication(Thread thread) {
        return isVirtual(thread)
                || WALKER.walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .dropWhile(name -> !name.equals("java.lang.Thread"))
                        .filter(name -> !name.equals("java.lang.Thread") && !name.startsWith("kotlin."))
                        .findFirst()
                        .filter(name -> !NotApplication.is(name))
                        .isPresent());
    }

    static boolean isVirtual(Thread thread) {
        String type = thread.getClass().getName();
        return type.equals("java.lang.VirtualThread") || type.equals("java.lang.ThreadBuilders$BoundVirtualThread");
    }
}
