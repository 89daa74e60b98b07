package io.perfbudgets.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The databases that capture is tested on: embedded ones, and servers that are there. */
enum Database {
    H2,
    SQLITE,
    POSTGRESQL,
    MARIADB;

    @SuppressWarnings("ImmutableEnumChecker") // found once, when first asked for
    private Optional<Server> server = Optional.empty();

    private record Server(String url, String user, String password) {}

    /** A connection, for which the test is skipped where the database cannot be had. */
    Connection connect() throws SQLException {
        server = server.or(this::find);
        assumeTrue(
                server.isPresent(),
                () -> "Not covered: capture on " + this + ". Set PERF_TEST_" + variable() + "_URL or start Docker.");
        Server at = server.orElseThrow();
        return DriverManager.getConnection(at.url(), at.user(), at.password());
    }

    private String variable() {
        return this == POSTGRESQL ? "POSTGRES" : name();
    }

    private Optional<Server> find() {
        return switch (this) {
            case H2 -> Optional.of(new Server("jdbc:h2:mem:databases;DB_CLOSE_DELAY=-1", "", ""));
            case SQLITE -> Optional.of(new Server("jdbc:sqlite:file:databases?mode=memory&cache=shared", "", ""));
            case POSTGRESQL, MARIADB -> fromEnvironment().or(this::fromDocker);
        };
    }

    private Optional<Server> fromEnvironment() {
        return Optional.ofNullable(System.getenv("PERF_TEST_" + variable() + "_URL"))
                .map(url -> new Server(url, account("USER"), account("PASSWORD")));
    }

    private String account(String part) {
        return Optional.ofNullable(System.getenv("PERF_TEST_" + variable() + "_" + part))
                .orElse("perf");
    }

    private Optional<Server> fromDocker() {
        String image = System.getenv("PERF_TEST_" + variable() + "_IMAGE");
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        JdbcDatabaseContainer<?> container = this == POSTGRESQL
                ? new PostgreSQLContainer(DockerImageName.parse(image == null ? "postgres:17-alpine" : image)
                        .asCompatibleSubstituteFor("postgres"))
                : new MariaDBContainer(DockerImageName.parse(image == null ? "mariadb:11.8" : image)
                        .asCompatibleSubstituteFor("mariadb"));
        container.start();
        return Optional.of(new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
    }
}
