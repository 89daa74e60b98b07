package io.perfbudgets.junit.jdbc;

import com.p6spy.engine.common.ConnectionInformation;
import com.p6spy.engine.event.JdbcEventListener;
import io.perfbudgets.junit.unit.ConnectionUse;
import io.perfbudgets.junit.unit.Units;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection: when the application gets it and closes it, when a transaction begins and ends on it. Told by
 * p6spy where it can, by {@link CapturedConnection} where it cannot. Never throws into the application.
 */
class ConnectionListener extends JdbcEventListener {
    private @Nullable ConnectionUse use;

    /** The application has got the connection; from one that keeps handing out the same, once. */
    final void obtained() {
        if (use == null) {
            guarded(() -> use = Units.connection(CallSites::opener));
        }
    }

    /** The outermost execution on it has ended, after so many nanoseconds. */
    final void executed(Connection connection, long nanos) {
        ConnectionUse open = use;
        if (open == null) {
            return;
        }
        if (open.wantsAutoCommit()) {
            open.autoCommit(autoCommitOf(connection));
        }
        open.executed(nanos);
    }

    private static boolean autoCommitOf(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException unknown) {
            return true; // of a connection that cannot say, no transaction is known
        }
    }

    final void autoCommit(boolean on) {
        ConnectionUse open = use;
        if (open != null) {
            guarded(() -> open.autoCommit(on));
        }
    }

    final void closed() {
        ConnectionUse open = use;
        if (open != null) {
            use = null;
            guarded(open::closed);
        }
    }

    private void transactionEnded() {
        ConnectionUse open = use;
        if (open != null) {
            guarded(open::transactionEnded);
        }
    }

    private static void guarded(Runnable event) {
        try {
            event.run();
        } catch (Throwable fault) {
            CaptureFault.report(fault);
        }
    }

    @Override
    public void onAfterCommit(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        transactionEnded();
    }

    @Override
    public void onAfterRollback(ConnectionInformation connection, long nanos, @Nullable SQLException e) {
        transactionEnded();
    }

    @Override
    public void onAfterSetAutoCommit(
            ConnectionInformation connection, boolean now, boolean before, @Nullable SQLException e) {
        if (e == null) {
            autoCommit(now);
        }
    }

    @Override
    public void onAfterConnectionClose(ConnectionInformation connection, @Nullable SQLException e) {
        closed();
    }
}
