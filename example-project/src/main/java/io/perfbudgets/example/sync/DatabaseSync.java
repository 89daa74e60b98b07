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
import org.springframework.stereotype.Service;

/** Copies the database to the object storage, with its checksum, while others read and write it. */
@Service
public class DatabaseSync {

    private final Snapshot snapshot;
    private final ObjectStorage storage;

    DatabaseSync(Snapshot snapshot, ObjectStorage storage) {
        this.snapshot = snapshot;
        this.storage = storage;
    }

    /** One at a time: whoever comes second waits, and then copies a newer state. */
    public synchronized SyncedCopy sync() throws IOException {
        Path directory = Files.createTempDirectory("example-sync");
        Path file = directory.resolve(snapshot.name());
        try {
            snapshot.writeTo(file);
            return upload(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private SyncedCopy upload(Path file) throws IOException {
        String key = "backups/" + snapshot.name();
        MessageDigest sha256 = sha256();
        storage.write(key, out -> Files.copy(file, new DigestOutputStream(out, sha256)));
        String checksum = HexFormat.of().formatHex(sha256.digest());
        storage.write(key + ".sha256", out -> out.write(checksum.getBytes(StandardCharsets.US_ASCII)));
        return new SyncedCopy(key, Files.size(storage.path(key)), checksum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM lacks SHA-256, which every Java platform must have.", e);
        }
    }
}
