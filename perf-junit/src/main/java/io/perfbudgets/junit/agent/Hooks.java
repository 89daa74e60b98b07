package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.spring.SpringClients;
import io.perfbudgets.junit.unit.HandedOver;
import io.perfbudgets.junit.unit.Propagation;
import io.perfbudgets.junit.unit.Units;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The functions for the agent's points, by their names. They run within the application's and the JDK's own calls: what
 * goes wrong in one is told once and is never theirs.
 */
final class Hooks {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private final Map<String, BiFunction<Object, Object, Object>> functions = new HashMap<>();

    private Hooks() {}

    static Map<String, BiFunction<Object, Object, Object>> all() {
        Hooks hooks = new Hooks();
        hooks.connections();
        hooks.threads();
        hooks.clients();
        hooks.servers();
        return Map.copyOf(hooks.functions);
    }

    private void connections() {
        show("CONNECTING", giver -> Capture.connecting());
        guard("CONNECTION", Connections::captured);
    }

    private void threads() {
        work("FUNCTION", Propagation::carry);
        work("TASK", (expected, work) -> HandedOver.toPool(work));
        work("FORKED", HandedOver::toForkJoin);
        work("PERIODIC", (expected, work) -> new Periodic((Runnable) work));
        show("BEGIN", HandedOver::begins);
        show("END", HandedOver::ends);
        show("THREAD", thread -> {
            if (Threads.isStartedByApplication((Thread) thread)) {
                HandedOver.starts((Thread) thread, Threads.isVirtual((Thread) thread));
            }
        });
        show("THREAD_END", thread -> HandedOver.threadEnds());
    }

    private void clients() {
        replace("HTTP_REQUEST", (expected, request) -> ClientRequests.named((HttpRequest) request));
        show("URL_CONNECTION", connection -> ClientRequests.name((HttpURLConnection) connection));
        show("SPRING_REQUEST", request -> SpringClients.name(request));
        replace("SPRING_EXCHANGE", (expected, request) -> SpringClients.Reactive.named(request));
        guard("APACHE_REQUEST", (target, request) -> {
            if (request != null) {
                ReflectedClients.apache(target, request);
            }
            return request;
        });
        replace("OK_HTTP_REQUEST", (expected, request) -> ReflectedClients.okHttp(request));
    }

    private void servers() {
        show("HTTP_CONTEXT", ServedRequests::context);
        guard("SERVLET", ServedRequests::servlet);
        guard("NETTY_READ", ServedRequests::nettyReads);
        replace("NETTY_WRITE", (context, message) -> {
            NettyRequests.written(context, message);
            return message;
        });
        guard("SERVED", (thrown, same) -> {
            ServedRequests.leave(thrown != null);
            return same;
        });
    }

    /** What is shown at a point, which may be nothing; what is answered takes its place where that matters. */
    @FunctionalInterface
    private interface Guarded {
        @Nullable
        Object apply(@Nullable Object first, @Nullable Object second) throws ReflectiveOperationException;
    }

    @FunctionalInterface
    private interface Replacing {
        Object apply(Object first, Object second) throws ReflectiveOperationException;
    }

    @FunctionalInterface
    private interface Showing {
        void accept(Object shown);
    }

    /** Work of the application's, as a type that is expected. */
    private void work(String point, BiFunction<Class<?>, Object, Object> carrying) {
        replace(
                point,
                (expected, work) -> Threads.isOthers(work)
                        ? work
                        : carrying.apply(expected instanceof Class<?> type ? type : Object.class, work));
    }

    private void show(String point, Showing showing) {
        replace(point, (first, second) -> {
            showing.accept(first);
            return second;
        });
    }

    /** Nothing is left nothing. */
    private void replace(String point, Replacing replacing) {
        guard(point, (first, second) -> first == null || second == null ? second : replacing.apply(first, second));
    }

    private void guard(String point, Guarded function) {
        functions.put(point, (first, second) -> {
            try {
                return function.apply(first, second);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError fault) {
                Units.lost("something that the agent showed and perf-junit could not follow (" + fault + ")");
                if (TOLD.compareAndSet(false, true)) {
                    LOG.log(System.Logger.Level.WARNING, "This is a bug of perf-junit", fault);
                }
                return second;
            }
        });
    }
}
