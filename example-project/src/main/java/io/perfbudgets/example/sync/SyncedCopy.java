package io.perfbudgets.example.sync;

/**
 * A copy of the database in the object storage.
 *
 * @param key    where it is; its checksum is beside it, with {@code .sha256} added
 * @param bytes  its size
 * @param sha256 its checksum, in hexadecimal
 */
public record SyncedCopy(String key, long bytes, String sha256) {}
