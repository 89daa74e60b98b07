import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perfbudgets.junit.PerfDataSource;
import io.perfbudgets.junit.http.PerfHttpServerFilter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A server with two routes: games with their notes in one query, and, one query per game, as they should not be. */
final class Games implements AutoCloseable {
    private final DataSource dataSource = PerfDataSource.wrap(h2());
    private final HttpServer server;

    Games() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists games (id int primary key)");
            statement.execute("create table if not exists notes (id int primary key, game_id int)");
            for (int id = 1; id <= 7; id++) {
                statement.execute("merge into games values (" + id + ")");
                statement.execute("merge into notes values (" + id + ", " + id + ")");
            }
        }
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/games", exchange -> answer(exchange, this::joined))
                .getFilters()
                .add(new PerfHttpServerFilter());
        server.createContext("/slow-games", exchange -> answer(exchange, this::oneByOne))
                .getFilters()
                .add(new PerfHttpServerFilter());
        server.start();
    }

    private static DataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:games;DB_CLOSE_DELAY=-1");
        return h2;
    }

    private interface Query {
        int run() throws SQLException;
    }

    private static void answer(HttpExchange exchange, Query query) throws IOException {
        try {
            byte[] body = Integer.toString(query.run()).getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (SQLException failed) {
            throw new IOException(failed);
        } finally {
            exchange.close();
        }
    }

    private int joined() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select g.id, n.id from games g join notes n on n.game_id = g.id")) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private int oneByOne() throws SQLException {
        int count = 0;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet games = statement.executeQuery("select id from games")) {
            while (games.next()) {
                try (PreparedStatement notes = connection.prepareStatement("select id from notes where game_id = ?")) {
                    notes.setInt(1, games.getInt(1));
                    notes.executeQuery();
                    count++;
                }
            }
        }
        return count;
    }

    String get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
