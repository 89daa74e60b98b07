package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.jdbc.Capture;
import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Captures what drivers and DataSources give, save to those who need it as it is: a driver to itself, for it may cast the
 * connection to its own type, and to pools that are known, whose own connections are captured.
 */
final class Connections {
    private static final StackWalker WALKER = StackWalker.getInstance();

    private static final String AGENT = "java.lang.$PerfBudgets";
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");
    private static final List<String> POOLS = List.of(
            "com.zaxxer.hikari.",
            "io.agroal.",
            "com.mchange.",
            "org.apache.commons.dbcp.",
            "org.apache.commons.dbcp2.",
            "org.apache.tomcat.jdbc.",
            "org.apache.tomcat.dbcp.",
            "oracle.ucp.",
            "com.p6spy.");

    private Connections() {}

    /**
     * A connection as the caller of the driver or DataSource is to get it. Ends what {@link Capture#connecting} began.
     *
     * @param source the driver or DataSource
     * @param connection null if there is none
     */
    static @Nullable Object captured(@Nullable Object source, @Nullable Object connection) {
        if (source == null || !(connection instanceof Connection given)) {
            Capture.connected("", null);
            return connection;
        }
        if (needsItAsItIs(source, given)) {
            Capture.connected(source, null);
            return given;
        }
        return Capture.connected(source, given);
    }

    private static boolean needsItAsItIs(Object source, Connection connection) {
        if (isPool(source.getClass().getName())) {
            return false;
        }
        String caller = WALKER.walk(Connections::caller);
        return isPool(caller)
                || vendor(caller).equals(vendor(connection.getClass().getName()));
    }

    /** The class that called the giver, whose frame is the one below the agent's. */
    private static String caller(Stream<StackFrame> frames) {
        return frames.map(StackFrame::getClassName)
                .dropWhile(name -> !name.equals(AGENT))
                .dropWhile(name -> name.equals(AGENT))
                .skip(1)
                .filter(name -> JDK.stream().noneMatch(name::startsWith))
                .findFirst()
                .orElse("");
    }

    private static boolean isPool(String type) {
        return POOLS.stream().anyMatch(type::startsWith);
    }

    /** What the classes of one driver have in common: two names of its package, or three of the Apache foundation's. */
    private static String vendor(String type) {
        int end = -1;
        for (int names = type.startsWith("org.apache.") ? 3 : 2; names > 0; names--) {
            int next = type.indexOf('.', end + 1);
            if (next < 0) {
                return type;
            }
            end = next;
        }
        return type.substring(0, end);
    }
}
