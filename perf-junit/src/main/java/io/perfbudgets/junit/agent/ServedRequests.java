package io.perfbudgets.junit.agent;

import com.sun.net.httpserver.HttpContext;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import io.perfbudgets.junit.http.ServletUnit;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what servers handle in this JVM request units where no filter of ours does. What a thread enters it leaves, the
 * innermost first, and mostly it is nothing that a unit begins with.
 */
final class ServedRequests {
    private static final ThreadLocal<Deque<Entered>> ENTERED = ThreadLocal.withInitial(ArrayDeque::new);
    private static final Entered NOTHING = thrown -> {};

    private ServedRequests() {}

    /** What one thread does of a request. */
    @FunctionalInterface
    interface Entered {
        void leave(boolean thrown);
    }

    static void context(Object context) {
        ((HttpContext) context).getFilters().add(new PerfHttpServerFilter());
    }

    /** Enters a request, and gives the answer that takes the place of {@code response}. */
    static @Nullable Object servlet(@Nullable Object request, @Nullable Object response) {
        ENTERED.get().push(NOTHING);
        return Servlets.enter(request, response);
    }

    static @Nullable Object nettyReads(@Nullable Object context, @Nullable Object messages)
            throws ReflectiveOperationException {
        ENTERED.get().push(NOTHING);
        if (context != null && messages instanceof List<?> decoded) {
            entered(NettyRequests.read(context, decoded));
        }
        return messages;
    }

    private static void entered(@Nullable Entered unit) {
        if (unit != null) {
            ENTERED.get().pop();
            ENTERED.get().push(unit);
        }
    }

    static void leave(boolean thrown) {
        Entered innermost = ENTERED.get().poll();
        if (innermost != null) {
            innermost.leave(thrown);
        }
    }

    /** Apart, as the API of servlets need not be there. */
    private static final class Servlets {
        static @Nullable Object enter(@Nullable Object request, @Nullable Object response) {
            if (request instanceof ServletRequest asked && response instanceof ServletResponse answer) {
                ServletUnit unit = ServletUnit.enter(asked, answer);
                if (unit != null) {
                    entered(unit::leave);
                    return unit.response();
                }
            }
            return response;
        }
    }
}
