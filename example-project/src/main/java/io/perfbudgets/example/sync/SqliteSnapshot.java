package io.perfbudgets.example.sync;

import java.nio.file.Path;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A database of its own, ready to be opened. */
@Component
@Profile("!postgres")
class SqliteSnapshot implements Snapshot {

    private final JdbcClient jdbc;

    SqliteSnapshot(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "clips.db";
    }

    @Override
    public void writeTo(Path path) {
        jdbc.sql("vacuum into ?").param(path.toString()).update();
    }
}
