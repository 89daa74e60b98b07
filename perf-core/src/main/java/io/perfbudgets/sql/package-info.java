/**
 * What is known of SQL: fingerprints, the statements of one unit, the N+1 decision. Pure values; nothing here talks to a
 * database or keeps a bound value.
 */
@NullMarked
package io.perfbudgets.sql;

import org.jspecify.annotations.NullMarked;
