package io.perfbudgets.recorded;

import io.perfbudgets.budget.BudgetFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The file of one class, on disk. Changes merge into what it holds by then and replace it in one step, so that tests on
 * several threads and in several JVMs neither lose each other's records nor see half a file. Thread-safe.
 *
 * @param file the file; it need not exist
 * @param of the class whose tests it is about
 * @param locks a folder for files by which JVMs wait for each other
 */
public record RecordedStore(Path file, String of, Path locks) {
    private static final Map<Path, Object> IN_THIS_JVM = new ConcurrentHashMap<>();
    private static final long LARGEST = 1 << 21;

    public RecordedStore {
        file = file.toAbsolutePath().normalize();
    }

    /**
     * What the file holds; nothing if there is none.
     *
     * @throws BudgetFileException if it is damaged
     * @throws UncheckedIOException if it cannot be read
     */
    public RecordedFile read() {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > LARGEST) {
                throw new UncheckedIOException(
                        new IOException(file + " is larger than 2 MiB: record fewer tests in it"));
            }
            return RecordedFile.parse(name, Files.readString(file).replace("\r\n", "\n"));
        } catch (NoSuchFileException missing) {
            return RecordedFile.empty();
        } catch (CharacterCodingException foreign) {
            throw new UncheckedIOException(new IOException(file + " is not UTF-8", foreign));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    /**
     * Changes what the file holds; one that stays the same is not touched.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void change(Consumer<Map<String, RecordedTest>> change) {
        synchronized (IN_THIS_JVM.computeIfAbsent(file, each -> new Object())) {
            try {
                Files.createDirectories(locks);
                Path lock = locks.resolve("recorded-" + Integer.toHexString(file.hashCode()) + ".lock");
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    Objects.requireNonNull(held);
                    RecordedFile content = read();
                    change.accept(content.tests());
                    replace(content);
                }
            } catch (IOException unwritable) {
                throw new UncheckedIOException("Cannot write " + file, unwritable);
            }
        }
    }

    private void replace(RecordedFile content) throws IOException {
        String text = content.text(of);
        boolean exists = Files.exists(file);
        if (content.tests().isEmpty()
                ? !exists
                : exists && Files.readString(file).equals(text)) {
            return;
        }
        if (content.tests().isEmpty()) {
            Files.delete(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path beside = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(beside, text);
            move(beside);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private void move(Path from) throws IOException {
        try {
            Files.move(from, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(from, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
