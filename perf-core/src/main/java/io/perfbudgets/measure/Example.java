package io.perfbudgets.measure;

import io.perfbudgets.sql.UnitStatements;

/**
 * One unit.
 *
 * @param nanos how long it took, nanoseconds
 * @param statements the SQL that it ran
 */
public record Example(long nanos, UnitStatements statements) {}
