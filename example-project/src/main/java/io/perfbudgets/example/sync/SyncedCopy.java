package io.perfbudgets.example.sync;

/**
 * A copy of the database in the object storage.
 *
 * @param bytes  its size
 * @param sha256 its checksum, in hexadecimal
 */
public record SyncedCopy(long bytes, String sha256) {}
