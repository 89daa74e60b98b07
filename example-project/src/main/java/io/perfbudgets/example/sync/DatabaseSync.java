package io.perfbudgets.example.sync;

import io.perfbudgets.example.storage.ObjectStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Copies the database to the object storage, with its checksum, while others read and write it. */
@Service
public class DatabaseSync {

    public static final String KEY = "backups/clips.db";
    public static final String CHECKSUM_KEY = KEY + ".sha256";

    private final JdbcClient jdbc;
    private final ObjectStorage storage;

    DatabaseSync(JdbcClient jdbc, ObjectStorage storage) {
        this.jdbc = jdbc;
        this.storage = storage;
    }

    /** One at a time: whoever comes second waits, and then copies a newer state. */
    public synchronized SyncedCopy sync() throws IOException {
        Path directory = Files.createTempDirectory("example-sync");
        Path snapshot = directory.resolve("clips.db");
        try {
            jdbc.sql("vacuum into ?").param(snapshot.toString()).update();
            return upload(snapshot);
        } finally {
            Files.deleteIfExists(snapshot);
            Files.delete(directory);
        }
    }

    private SyncedCopy upload(Path snapshot) throws IOException {
        MessageDigest sha256 = sha256();
        storage.write(KEY, out -> Files.copy(snapshot, new DigestOutputStream(out, sha256)));
        String checksum = HexFormat.of().formatHex(sha256.digest());
        storage.write(CHECKSUM_KEY, out -> out.write(checksum.getBytes(StandardCharsets.US_ASCII)));
        return new SyncedCopy(Files.size(storage.path(KEY)), checksum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM lacks SHA-256, which every Java platform must have.", e);
        }
    }
}
