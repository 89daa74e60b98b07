package io.perfbudgets.junit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.junit.Database;
import io.perfbudgets.sql.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is said of statements on empty tables of each engine. The files hold the statement and its values, then what is
 * found; the schema has an index on games (played_on) and one on clips (game_id, start_millis).
 */
class AdviceTest {
    private static final String SCHEMA = "index_audit";
    /** Where there is no right to a schema of one's own. */
    private static final List<String> DROPPED =
            List.of("drop view if exists done_games", "drop table if exists games, clips, projects, \"order\"");

    private static final Pattern CASE = Pattern.compile("(?m)^-- ");
    private static final Pattern VALUES = Pattern.compile(" \\| ");
    private static final List<String> TABLES = List.of(
            "create table games (id integer primary key, title varchar(100) not null, venue varchar(100),"
                    + " played_on varchar(10) not null, status varchar(10))",
            "create table clips (id integer primary key, game_id integer not null, project_id integer not null,"
                    + " title varchar(100), start_millis integer)",
            "create table projects (id integer primary key, name varchar(100), owner varchar(50))",
            "create table \"order\" (\"Key\" integer primary key, \"group\" varchar(10))",
            "create index clips_by_game on clips (game_id, start_millis)",
            "create index games_by_day on games (played_on)",
            "create view done_games as select * from games where status = 'DONE'");

    @ParameterizedTest
    @EnumSource(Database.class)
    void tellsWhichIndexIsMissingAndOnlyThen(Database database) throws Exception {
        String recorded = text(database);
        try (Connection connection = connect(database)) {
            try {
                assertThat(advice(connection, recorded)).isEqualTo(recorded);
            } finally {
                tidy(database, connection);
            }
        }
    }

    private static String text(Database database) throws IOException {
        String name = "advice-" + database.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream in = Objects.requireNonNull(AdviceTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String advice(Connection connection, String cases) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Explaining explaining = Explaining.on(connection)) {
            for (String each : CASE.splitAsStream(cases).skip(1).toList()) {
                String heading = each.lines().findFirst().orElseThrow();
                List<String> parts = VALUES.splitAsStream(heading).toList();
                all.append("-- ").append(heading).append('\n');
                explaining
                        .explain(parts.get(0), Fingerprint.of(parts.get(0)), values(parts))
                        .forEach(advice -> all.append(line(advice)).append('\n'));
            }
        }
        return all.toString();
    }

    private static List<Object> values(List<String> parts) {
        List<Object> values = new ArrayList<>();
        parts.stream().skip(1).forEach(value -> values.add(value.matches("\\d+") ? Integer.valueOf(value) : value));
        return values;
    }

    private static String line(Advice advice) {
        String columns = advice.columns().stream().collect(Collectors.joining(", ", "(", ")"));
        return "   " + advice.kind() + " " + advice.table() + columns + ": " + advice.fix();
    }

    private static Connection connect(Database database) throws SQLException {
        Connection connection =
                switch (database) {
                    case H2 -> DriverManager.getConnection("jdbc:h2:mem:");
                    case SQLITE -> DriverManager.getConnection("jdbc:sqlite::memory:");
                    case POSTGRESQL, MARIADB -> database.connect();
                };
        List<String> place =
                switch (database) {
                    case H2, SQLITE -> List.of();
                    case POSTGRESQL ->
                        List.of(
                                "drop schema if exists " + SCHEMA + " cascade",
                                "create schema " + SCHEMA,
                                "set search_path = " + SCHEMA);
                    case MARIADB ->
                        Stream.concat(Stream.of("set sql_mode = ansi_quotes"), DROPPED.stream())
                                .toList();
                };
        for (String sql : Stream.concat(place.stream(), TABLES.stream()).toList()) {
            run(connection, sql);
        }
        return connection;
    }

    private static void tidy(Database database, Connection connection) throws SQLException {
        switch (database) {
            case POSTGRESQL -> run(connection, "drop schema " + SCHEMA + " cascade");
            case MARIADB -> {
                for (String sql : DROPPED) {
                    run(connection, sql);
                }
            }
            case H2, SQLITE -> {}
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
