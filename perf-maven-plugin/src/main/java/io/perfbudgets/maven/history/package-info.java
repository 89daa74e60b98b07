/** Remembers runs in a database, SQLite or PostgreSQL. Judges nothing and knows no goal. */
@NullMarked
package io.perfbudgets.maven.history;

import org.jspecify.annotations.NullMarked;
