package io.perfbudgets.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.example.storage.ObjectStorage;
import io.perfbudgets.example.sync.DatabaseSync;
import io.perfbudgets.example.sync.SyncedCopy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class DatabaseSyncIT {

    @Autowired
    DatabaseSync sync;

    @Autowired
    ObjectStorage storage;

    @Test
    void storesACompressedCopyWithItsChecksum() throws Exception {
        SyncedCopy copy = sync.sync();

        byte[] stored = Files.readAllBytes(storage.path(DatabaseSync.KEY));
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        assertThat(copy.compressedBytes()).isEqualTo(stored.length).isLessThan(copy.databaseBytes());
        assertThat(copy.sha256()).isEqualTo(checksum);
        assertThat(storage.path(DatabaseSync.CHECKSUM_KEY)).hasContent(checksum);
    }

    @Test
    void storesACopyThatOpensAsTheSameDatabase(@TempDir Path directory) throws Exception {
        sync.sync();

        Path restored = restore(directory.resolve("restored.db"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + restored);
                var statement = connection.createStatement();
                var games = statement.executeQuery("select count(*) from games")) {
            assertThat(games.getInt(1)).isEqualTo(150);
        }
    }

    private Path restore(Path target) throws IOException {
        try (InputStream copy = new GZIPInputStream(Files.newInputStream(storage.path(DatabaseSync.KEY)))) {
            Files.copy(copy, target);
        }
        return target;
    }
}
