package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.http.LocalTarget;
import io.perfbudgets.junit.unit.Units;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Makes requests of clients that perf-junit is not compiled against say which test they are for. */
final class ReflectedClients {
    private ReflectedClients() {}

    /** Names a request of Apache HttpClient 4 or 5 to the host. */
    static void apache(@Nullable Object target, Object request) throws ReflectiveOperationException {
        if (target == null) {
            return;
        }
        String test = headerFor((String) call(target, "getHostName"));
        if (test != null) {
            boolean four = target.getClass().getName().startsWith("org.apache.http.");
            Class<?> message = Class.forName(
                    four ? "org.apache.http.HttpMessage" : "org.apache.hc.core5.http.HttpMessage",
                    false,
                    target.getClass().getClassLoader());
            message.getMethod("setHeader", String.class, four ? String.class : Object.class)
                    .invoke(request, Units.HEADER, test);
        }
    }

    /** A request of OkHttp with our header. */
    static Object okHttp(Object request) throws ReflectiveOperationException {
        String test = headerFor((String) call(call(request, "url"), "host"));
        if (test == null) {
            return request;
        }
        Object builder = call(request, "newBuilder");
        Method header = builder.getClass().getMethod("header", String.class, String.class);
        return call(header.invoke(builder, Units.HEADER, test), "build");
    }

    private static @Nullable String headerFor(String host) {
        return LocalTarget.isLocal(host) ? Units.header() : null;
    }

    private static Object call(Object on, String method) throws ReflectiveOperationException {
        return on.getClass().getMethod(method).invoke(on);
    }
}
