package io.perfbudgets.junit.load;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Makes the threads of a load. Stateless. */
public final class LoadThreads {
    private LoadThreads() {}

    /** Whether this JVM has virtual threads. */
    public static boolean canBeVirtual() {
        return Runtime.version().feature() >= 21;
    }

    /** One thread for each of the works, none of them started. */
    static List<Thread> of(List<? extends Runnable> works, boolean virtual) {
        List<Thread> threads = new ArrayList<>();
        for (Runnable work : works) {
            String name = "perf-load-" + (threads.size() + 1);
            Thread thread = virtual ? virtual(work) : new Thread(work);
            thread.setName(name);
            if (!virtual) {
                thread.setDaemon(true);
            }
            thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
            threads.add(thread);
        }
        return threads;
    }

    /** {@code Thread.ofVirtual().unstarted(work)}, which Java 17 does not know. */
    private static Thread virtual(Runnable work) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
            return (Thread) unstarted.invoke(builder, work);
        } catch (ReflectiveOperationException missing) {
            throw new UnsupportedOperationException("Virtual threads need Java 21 or newer", missing);
        }
    }
}
