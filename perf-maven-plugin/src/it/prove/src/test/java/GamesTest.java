import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.LatencyBudget;
import io.perfbudgets.junit.MaxAllocation;
import io.perfbudgets.junit.MaxQueries;
import io.perfbudgets.junit.PerfDataSource;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class GamesTest {
    private static final DataSource RAW = h2();
    private static final DataSource CAPTURED = PerfDataSource.wrap(RAW);

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:games;DB_CLOSE_DELAY=-1");
        return h2;
    }

    private static int rows(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from information_schema.tables")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    @MaxQueries(1)
    @LatencyBudget(p95 = "100ms")
    void counts() throws SQLException {
        assertTrue(rows(CAPTURED) > 0);
    }

    @Test
    @MaxAllocation("5MB")
    void allocates() throws SQLException {
        assertTrue(rows(CAPTURED) > 0);
    }

    /** Its budget is empty: nobody sees this connection. */
    @Test
    @MaxQueries(3)
    void countsUnseen() throws SQLException {
        assertTrue(rows(RAW) > 0);
    }

    @Test
    void answers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/games", exchange -> {
                    try {
                        byte[] body = Integer.toString(rows(CAPTURED)).getBytes();
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    } catch (SQLException failed) {
                        throw new IllegalStateException(failed);
                    } finally {
                        exchange.close();
                    }
                })
                .getFilters()
                .add(new PerfHttpServerFilter());
        server.start();
        try {
            for (int i = 0; i < 30; i++) {
                URI.create("http://localhost:" + server.getAddress().getPort() + "/games")
                        .toURL()
                        .openStream()
                        .close();
            }
        } finally {
            server.stop(0);
        }
    }
}
