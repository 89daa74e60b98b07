package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.example.storage.ObjectStorage;
import io.perfbudgets.example.sync.DatabaseSync;
import io.perfbudgets.example.sync.SyncedCopy;
import io.perfbudgets.junit.LatencyBudget;
import java.nio.file.Files;
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

        byte[] stored = Files.readAllBytes(storage.path(DatabaseSync.KEY));
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        assertThat(copy.bytes()).isEqualTo(stored.length);
        assertThat(copy.sha256()).isEqualTo(checksum);
        assertThat(storage.path(DatabaseSync.CHECKSUM_KEY)).hasContent(checksum);
    }

    @Test
    void storesACopyThatOpensAsTheSameDatabase() throws Exception {
        sync.sync();

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + storage.path(DatabaseSync.KEY));
                var statement = connection.createStatement();
                var games = statement.executeQuery("select count(*) from games")) {
            assertThat(games.getInt(1)).isEqualTo(150);
        }
    }
}
