package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.extension.Session;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has the agent lead to {@link Hooks} while tests are run. It is found by name, on the system class path, where the JVM puts
 * it: a JVM without one is the usual case in an IDE.
 */
public final class AgentSession implements LauncherSessionListener {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final String AGENT = "io.perfbudgets.agent.PerfAgent";

    private final AtomicReference<@Nullable Runnable> end = new AtomicReference<>();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (Session.isEnabled()) {
            end.set(install());
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Runnable installed = end.getAndSet(null);
        if (installed != null) {
            installed.run();
        }
    }

    /** What ends it; null if this JVM has no agent. */
    private static @Nullable Runnable install() {
        try {
            Class<?> agent = ClassLoader.getSystemClassLoader().loadClass(AGENT);
            return (Runnable) agent.getMethod("install", Map.class).invoke(null, Hooks.all());
        } catch (ClassNotFoundException none) {
            return null;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | LinkageError fault) {
            LOG.log(System.Logger.Level.WARNING, "perf-agent cannot be used, and nothing is captured by itself", fault);
            return null;
        }
    }
}
