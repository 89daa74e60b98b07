package io.perfbudgets.plan;

import io.perfbudgets.sql.Fingerprint;

/**
 * A statement whose plan could not be read.
 *
 * @param fingerprint the statement
 * @param reason why not, in one clause
 */
public record Unexplained(Fingerprint fingerprint, String reason) {}
