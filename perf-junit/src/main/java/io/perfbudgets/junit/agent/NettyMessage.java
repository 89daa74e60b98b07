package io.perfbudgets.junit.agent;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a class of messages in a pipeline of Netty is to HTTP, and how to read one. Thread-safe, made once for each class. */
final class NettyMessage {
    private static final String HTTP = "io.netty.handler.codec.http.";

    private static final ClassValue<NettyMessage> KINDS = new ClassValue<>() {
        @Override
        protected NettyMessage computeValue(Class<?> type) {
            Map<String, Class<?>> faces = new HashMap<>();
            collect(type, faces);
            return new NettyMessage(faces);
        }
    };

    private final Map<String, Class<?>> faces;
    private final Map<String, Method> methods = new ConcurrentHashMap<>();

    private NettyMessage(Map<String, Class<?>> faces) {
        this.faces = faces;
    }

    /** The public interfaces, by name, as the classes that implement them need not be public. */
    private static void collect(@Nullable Class<?> type, Map<String, Class<?>> faces) {
        if (type != null) {
            if (type.isInterface() && type.getName().startsWith("io.netty.")) {
                faces.put(type.getName(), type);
            }
            for (Class<?> face : type.getInterfaces()) {
                collect(face, faces);
            }
            collect(type.getSuperclass(), faces);
        }
    }

    static NettyMessage of(Object message) {
        return KINDS.get(message.getClass());
    }

    static Object channel(Object context) throws ReflectiveOperationException {
        return of(context).call(context, "io.netty.channel.ChannelHandlerContext", "channel");
    }

    boolean isRequest() {
        return faces.containsKey(HTTP + "HttpRequest");
    }

    boolean isResponse() {
        return faces.containsKey(HTTP + "HttpResponse");
    }

    boolean isContent() {
        return faces.containsKey(HTTP + "HttpContent");
    }

    boolean isLast() {
        return faces.containsKey(HTTP + "LastHttpContent");
    }

    String method(Object request) throws ReflectiveOperationException {
        return call(request, HTTP + "HttpRequest", "method").toString();
    }

    /** Without its query. */
    String path(Object request) throws ReflectiveOperationException {
        String uri = (String) call(request, HTTP + "HttpRequest", "uri");
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    @Nullable
    String header(Object request, String name) throws ReflectiveOperationException {
        Object headers = call(request, HTTP + "HttpMessage", "headers");
        return (String) headers.getClass().getMethod("get", String.class).invoke(headers, name);
    }

    int status(Object response) throws ReflectiveOperationException {
        Object status = call(response, HTTP + "HttpResponse", "status");
        return (int) status.getClass().getMethod("code").invoke(status);
    }

    private Object call(Object on, String face, String method) throws ReflectiveOperationException {
        Class<?> type = faces.get(face);
        if (type == null) {
            throw new NoSuchMethodException(face + " in " + on.getClass());
        }
        Method found = methods.get(method);
        if (found == null) {
            found = type.getMethod(method);
            methods.put(method, found);
        }
        return found.invoke(on);
    }
}
