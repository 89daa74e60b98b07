package io.perfbudgets.maven.history;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** The connection to a history: opens it, brings it up to date, and runs work in transactions. Not thread-safe. */
final class Database implements AutoCloseable {
    /** How long another build may hold the file before this one gives up. */
    private static final int BUSY_MILLIS = 20_000;

    /** Any number that no other application locks. */
    private static final long MIGRATION_LOCK = 7_316_420_518L;

    private final String name;
    private final Dialect dialect;
    private final Connection connection;

    private Database(String name, Dialect dialect, Connection connection) {
        this.name = name;
        this.dialect = dialect;
        this.connection = connection;
    }

    /** Work on the connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException, HistoryException;
    }

    /**
     * @param location a file, which is created with its folder, or a {@code jdbc:postgresql:} URL
     * @throws HistoryException if it cannot be opened or is no history
     */
    static Database open(String location) throws HistoryException {
        boolean postgres = location.startsWith("jdbc:postgresql:");
        String name = postgres ? location.replaceFirst("\\?.*", "") : location;
        try {
            Connection connection = postgres ? postgres(location) : sqlite(Path.of(location));
            try {
                Database database = new Database(name, postgres ? Dialect.POSTGRESQL : Dialect.SQLITE, connection);
                database.bringUpToDate();
                return database;
            } catch (SQLException | HistoryException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException | IOException failure) {
            throw unusable(name, failure);
        } catch (HistoryException unusable) {
            throw new HistoryException("The history " + name + " cannot be used: " + unusable.getMessage());
        }
    }

    private static Connection sqlite(Path file) throws SQLException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(".gitignore"), "*\n");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        // A transaction that begins by reading and then writes would fail instead of waiting.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        if (Files.exists(file) && !Files.isWritable(file)) {
            config.setReadOnly(true);
            config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        }
        return connect(config, "jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** The first builds to open a new file race for its journal mode, and there SQLite fails at once instead of waiting. */
    private static Connection connect(SQLiteConfig config, String url) throws SQLException, IOException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return config.createConnection(url);
            } catch (SQLException failure) {
                if (failure.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code
                        || System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS)) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another build held it");
        }
    }

    private static Connection postgres(String url) throws SQLException {
        Properties account = new Properties();
        String user = System.getenv("PERF_HISTORY_USER");
        String password = System.getenv("PERF_HISTORY_PASSWORD");
        if (user != null) {
            account.setProperty("user", user);
        }
        if (password != null) {
            account.setProperty("password", password);
        }
        account.setProperty("connectTimeout", "10");
        account.setProperty("ApplicationName", "perf-maven-plugin");
        return DriverManager.getConnection(url, account);
    }

    private void bringUpToDate() throws SQLException, HistoryException {
        if (isUpToDate()) {
            return;
        }
        transact(connected -> {
            if (dialect == Dialect.POSTGRESQL) {
                try (Statement lock = connected.createStatement()) {
                    lock.execute("select pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
                }
            }
            Schema.migrate(connected, dialect);
            return true;
        });
    }

    /** Asked first so that reading needs no right to write. */
    private boolean isUpToDate() throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "perf_history", null)) {
            if (!tables.next()) {
                return false;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version from perf_history")) {
            return row.next() && row.getInt(1) == Schema.version();
        }
    }

    /** Runs work that only reads. */
    <T> T read(Work<T> work) throws HistoryException {
        try {
            return work.on(connection);
        } catch (SQLException failure) {
            throw unusable(name, failure);
        }
    }

    /** Runs work in a transaction: all of it is kept, or nothing. */
    <T> T write(Work<T> work) throws HistoryException {
        try {
            return transact(work);
        } catch (SQLException failure) {
            throw unusable(name, failure);
        }
    }

    private <T> T transact(Work<T> work) throws SQLException, HistoryException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private static HistoryException unusable(String name, Exception cause) {
        return new HistoryException("The history " + name + " cannot be used: " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws HistoryException {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw unusable(name, failure);
        }
    }
}
