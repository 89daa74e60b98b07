package io.perfbudgets.junit.jdbc;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes connections tell us what they run. Thread-safe. */
public final class Capture {
    private static final List<Consumer<ObservedStatement>> OBSERVERS = new CopyOnWriteArrayList<>();
    private static volatile boolean used;
    private static volatile boolean observed;

    private Capture() {}

    /** Gives a connection. */
    @FunctionalInterface
    public interface Connecting<E extends Throwable> {
        @Nullable
        Connection connect() throws E;
    }

    /** Whether a captured connection has been opened in this JVM; if none has, a count of zero means nothing. */
    public static boolean used() {
        return used;
    }

    static void markUsed() {
        used = true;
    }

    /**
     * A connection as one that is captured; itself if it is already. It may also have been captured on its way, in a pool
     * or behind a proxy: a statement that passes several captured connections is counted by the outermost alone. Where the
     * call that opens it can be surrounded, {@link #connect} also tells a pool's own connections from the application's.
     *
     * @param source what gave it: a DataSource or a driver
     */
    public static Connection wrap(Object source, Connection connection) {
        connecting();
        return Objects.requireNonNull(connected(source, connection));
    }

    /**
     * Gets a connection from {@code source}, captured. Connections that are opened on the way, by a pool for itself or by
     * the DataSource that this one leads to, are not the application's own.
     */
    public static <E extends Throwable> @Nullable Connection connect(Object source, Connecting<E> connecting) throws E {
        connecting();
        @Nullable Connection connection = null;
        try {
            connection = connecting.connect();
        } finally {
            connection = connected(source, connection);
        }
        return connection;
    }

    /** The first half of {@link #connect}, for code that is woven around one; {@link #connected} must follow. */
    public static void connecting() {
        Nesting.CONNECTING.enter();
    }

    /**
     * The second half of {@link #connect}, for code that is woven around one.
     *
     * @param connection null if there is none
     * @return the same, captured
     */
    public static @Nullable Connection connected(Object source, @Nullable Connection connection) {
        boolean outermost = Nesting.CONNECTING.leave();
        if (connection == null) {
            return null;
        }
        markUsed();
        // Not asked through isWrapperFor: that would make a lazy connection connect.
        CapturedConnection captured =
                connection instanceof CapturedConnection already ? already : new CapturedConnection(source, connection);
        if (outermost) {
            captured.obtained();
        }
        return captured;
    }

    /**
     * Tells {@code observer} each statement from now on, right after it ran and on its thread; until then no bound value is
     * kept. A statement that is executed through several captured connections is told once.
     *
     * @return ends it
     */
    public static Observation observe(Consumer<ObservedStatement> observer) {
        OBSERVERS.add(observer);
        observed = true;
        return () -> {
            OBSERVERS.remove(observer);
            observed = !OBSERVERS.isEmpty();
        };
    }

    /** Somebody is told of statements, until this is closed. */
    public interface Observation extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs {@code action}, whose connections and statements on this thread are ours and nobody's to count or be told of. */
    public static void unobserved(Runnable action) {
        Nesting.CONNECTING.enter();
        Nesting.EXECUTING.enter();
        try {
            action.run();
        } finally {
            Nesting.EXECUTING.leave();
            Nesting.CONNECTING.leave();
        }
    }

    static boolean observed() {
        return observed;
    }

    static void tell(ObservedStatement statement) {
        for (Consumer<ObservedStatement> observer : OBSERVERS) {
            observer.accept(statement);
        }
    }
}
