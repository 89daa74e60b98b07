package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.wrapper.ConnectionWrapper;
import java.sql.Connection;
import javax.sql.DataSource;

/** Makes connections tell us what they run. Thread-safe. */
public final class Capture {
    private static volatile boolean used;

    private Capture() {}

    /** Whether a captured connection has been opened in this JVM; if none has, a count of zero means nothing. */
    public static boolean used() {
        return used;
    }

    static void markUsed() {
        used = true;
    }

    /**
     * A connection that {@code dataSource} gave, as one that is captured. It may have been captured on its way already, in
     * a pool or behind a proxy: a statement that passes several captured connections is counted by the outermost alone.
     */
    public static Connection wrap(DataSource dataSource, Connection connection) {
        markUsed();
        // Not asked through isWrapperFor: that would make a lazy connection connect.
        if (connection instanceof ConnectionWrapper) {
            return connection;
        }
        ConnectionInformation information = ConnectionInformation.fromDataSource(dataSource, connection, 0);
        StatementListener.INSTANCE.opened(information);
        return ConnectionWrapper.wrap(connection, StatementListener.INSTANCE, information);
    }
}
