package io.perfbudgets.example.sync;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A line of JSON for each row, such as {@code {"games" : {"id":1, …}}}; {@code json_populate_record} reads the rows back. */
@Component
@Profile("postgres")
class PostgresSnapshot implements Snapshot {

    /** One statement, which sees one state of all tables. */
    private static final String ROWS = Stream.of("games", "annotations", "projects", "clips", "raw_clips", "downloads")
            .map(table -> "select json_build_object('%1$s', r)::text from %1$s r".formatted(table))
            .collect(Collectors.joining(" union all "));

    private static final int ROWS_AT_A_TIME = 500;

    private final JdbcClient jdbc;

    PostgresSnapshot(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "clips.jsonl";
    }

    /** In a transaction, as the driver reads a few rows at a time in none else. */
    @Override
    @Transactional(readOnly = true)
    public void writeTo(Path path) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(path);
                Stream<String> rows = jdbc.sql(ROWS).withFetchSize(ROWS_AT_A_TIME).query(String.class).stream()) {
            for (Iterator<String> row = rows.iterator(); row.hasNext(); ) {
                file.write(row.next());
                file.newLine();
            }
        }
    }
}
