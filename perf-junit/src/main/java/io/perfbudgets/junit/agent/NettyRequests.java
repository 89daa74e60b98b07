package io.perfbudgets.junit.agent;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.junit.http.Routes;
import io.perfbudgets.junit.unit.Units;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests of HTTP/1 that a server on Netty handles: each begins when its head was decoded and ends when the last of its
 * answer is encoded. While what was decoded of it is handed on, it is bound to the event loop's thread, from which it is
 * carried to those that do the work. Knows Netty by name only. All of one channel happens on one thread.
 */
final class NettyRequests {
    private static final int SERVER_ERROR = 500;
    private static final int FIRST_FINAL = 200;
    private static final int SWITCHING = 101;

    /** By channel, those that are not answered yet, the first first. */
    private static final Map<Object, Deque<Units.Scope>> OPEN = Collections.synchronizedMap(new WeakHashMap<>());

    /** What this thread hands on: one of Netty's methods to do so may call another. */
    private static final ThreadLocal<@Nullable List<?>> HANDED_ON = new ThreadLocal<>();

    private NettyRequests() {}

    /** The request that these messages are of; nothing if they are none of a server's, or no running test's. */
    static ServedRequests.@Nullable Entered read(Object context, List<?> messages) throws ReflectiveOperationException {
        List<?> around = HANDED_ON.get();
        if (messages == around) {
            return null;
        }
        Units.Scope unit = null;
        for (Object message : messages) {
            NettyMessage kind = NettyMessage.of(message);
            if (kind.isRequest()) {
                release(unit);
                unit = begin(context, message, kind);
            } else if (kind.isContent() && unit == null && !OPEN.isEmpty()) {
                unit = resume(context);
            }
        }
        if (unit == null) {
            return null;
        }
        Units.Scope bound = unit;
        HANDED_ON.set(messages);
        return thrown -> {
            HANDED_ON.set(around);
            release(bound);
        };
    }

    private static void release(Units.@Nullable Scope unit) {
        if (unit != null && unit.isAttached()) {
            unit.detach();
        }
    }

    private static Units.@Nullable Scope begin(Object context, Object request, NettyMessage kind)
            throws ReflectiveOperationException {
        String path = kind.path(request);
        Subject subject = Subject.request(kind.method(request), Routes.guess(path));
        Units.Scope unit = Units.beginRequest(subject, kind.header(request, Units.HEADER));
        if (unit != null) {
            OPEN.computeIfAbsent(NettyMessage.channel(context), channel -> new ArrayDeque<>())
                    .add(unit);
        }
        return unit;
    }

    /** More of a request whose head came before. */
    private static Units.@Nullable Scope resume(Object context) throws ReflectiveOperationException {
        Deque<Units.Scope> open = OPEN.get(NettyMessage.channel(context));
        Units.Scope last = open == null ? null : open.peekLast();
        if (last == null || last.isAttached()) {
            return null;
        }
        last.attach();
        return last;
    }

    static void written(Object context, Object message) throws ReflectiveOperationException {
        if (OPEN.isEmpty()) {
            return;
        }
        NettyMessage kind = NettyMessage.of(message);
        if (!kind.isResponse() && !kind.isLast()) {
            return;
        }
        Object channel = NettyMessage.channel(context);
        Deque<Units.Scope> open = OPEN.get(channel);
        Units.Scope first = open == null ? null : open.peek();
        if (open == null || first == null) {
            return;
        }
        int status = kind.isResponse() ? kind.status(message) : FIRST_FINAL;
        if (status >= SERVER_ERROR) {
            first.fail();
        }
        if (kind.isLast() && (status >= FIRST_FINAL || status == SWITCHING)) {
            open.remove();
            if (open.isEmpty()) {
                OPEN.remove(channel);
            }
            first.close();
        }
    }
}
