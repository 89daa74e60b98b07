package io.perfbudgets.measure;

import io.perfbudgets.sql.UnitStatements;

/**
 * One finished unit.
 *
 * @param nanos how long it took, nanoseconds
 * @param statements the SQL that it ran, its inner units' included
 * @param failed whether it ended in an error: an exception, or an answer with a status of 500 or above
 */
public record UnitResult(long nanos, UnitStatements statements, boolean failed) {}
