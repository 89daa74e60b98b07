package io.perfbudgets.example.sync;

/**
 * A copy of the database in the object storage.
 *
 * @param databaseBytes   size of the database
 * @param compressedBytes size of the copy
 * @param sha256          checksum of the copy, in hexadecimal
 */
public record SyncedCopy(long databaseBytes, long compressedBytes, String sha256) {}
