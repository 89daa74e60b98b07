package io.perfbudgets.example.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.stereotype.Component;

/** Keeps objects as files below one directory. */
@Component
public class ObjectStorage {

    private final Path directory;

    ObjectStorage(StorageProperties properties) {
        this.directory = properties.directory().toAbsolutePath();
    }

    public Path path(String key) {
        return directory.resolve(key);
    }

    /** Writes an object; readers see the old one or the new one, never a part. */
    public void write(String key, Content content) throws IOException {
        Path target = path(key);
        Files.createDirectories(target.getParent());
        Path part =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            content.writeTo(out);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes an object's bytes. */
    public interface Content {

        void writeTo(OutputStream out) throws IOException;
    }
}
