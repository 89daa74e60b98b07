package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.example.storage.ObjectStorage;
import io.perfbudgets.example.sync.DatabaseSync;
import io.perfbudgets.example.sync.SyncedCopy;
import io.perfbudgets.junit.LatencyBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class DatabaseSyncIT {

    @Autowired
    DatabaseSync sync;

    @Autowired
    ObjectStorage storage;

    @Test
    @LatencyBudget(p95 = "500ms")
    void storesACopyWithItsChecksum() throws Exception {
        SyncedCopy copy = sync.sync();

        byte[] stored = Files.readAllBytes(storage.path(copy.key()));
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        assertThat(copy.bytes()).isEqualTo(stored.length);
        assertThat(copy.sha256()).isEqualTo(checksum);
        assertThat(storage.path(copy.key() + ".sha256")).hasContent(checksum);
    }

    @Test
    void storesACopyOfEveryGame() throws Exception {
        SyncedCopy copy = sync.sync();

        assertThat(games(storage.path(copy.key()))).isEqualTo(150);
    }

    /** SQLite's copy is a database, PostgreSQL's has a line for each row. */
    private static long games(Path copy) throws Exception {
        if (copy.toString().endsWith(".jsonl")) {
            return Files.readAllLines(copy).stream()
                    .filter(row -> row.startsWith("{\"games\" : {\"id\":"))
                    .count();
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                var statement = connection.createStatement();
                var games = statement.executeQuery("select count(*) from games")) {
            return games.getLong(1);
        }
    }
}
