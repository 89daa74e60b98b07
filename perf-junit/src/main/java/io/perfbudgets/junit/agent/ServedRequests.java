package io.perfbudgets.junit.agent;

import com.sun.net.httpserver.HttpContext;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import io.perfbudgets.junit.http.ServletUnit;
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
        ServletUnit unit = request == null || response == null ? null : ServletUnit.enter(request, response);
        if (unit == null) {
            return response;
        }
        entered(unit::leave);
        return unit.answer();
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
}
