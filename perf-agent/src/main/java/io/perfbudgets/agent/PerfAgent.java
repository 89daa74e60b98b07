package io.perfbudgets.agent;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent's two doors: the JVM's, which only keeps its {@link Instrumentation}, and perf-junit's, which finds this class
 * on the system class path. A JVM whose class path has no perf-junit runs as if the agent were not there. Thread-safe.
 */
public final class PerfAgent {
    private static @Nullable Instrumentation jvm;
    private static @Nullable Bridge bridge;

    private PerfAgent() {}

    /** Called by the JVM before {@code main}. */
    public static synchronized void premain(@Nullable String arguments, Instrumentation instrumentation) {
        jvm = instrumentation;
    }

    /**
     * Leads what the {@link Point}s stand for to these functions, from now on and in classes that are loaded already. A
     * point without a function changes nothing. The functions must not throw.
     *
     * @param functions by the name of their point; an unknown name is left alone
     * @return takes the functions out again, unless others were installed since; nothing if the JVM has no agent
     */
    public static synchronized @Nullable Runnable install(Map<String, BiFunction<Object, Object, Object>> functions) {
        if (jvm == null) {
            return null;
        }
        if (bridge == null) {
            bridge = Bridge.define(jvm);
            Rules.load();
            jvm.addTransformer(new Weaver(), true);
            weaveLoaded(jvm);
        }
        Bridge installed = bridge;
        installed.lead(functions);
        return () -> installed.leadNowhere(functions);
    }

    private static void weaveLoaded(Instrumentation jvm) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : jvm.getAllLoadedClasses()) {
            if (jvm.isModifiableClass(type) && Rules.mayConcern(type)) {
                loaded.add(type);
            }
        }
        for (Class<?> type : loaded) {
            try {
                jvm.retransformClasses(type);
            } catch (UnmodifiableClassException | LinkageError refused) {
                Weaver.tell(type.getName(), refused);
            }
        }
    }
}
