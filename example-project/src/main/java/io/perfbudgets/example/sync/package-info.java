/** Copies of the database file in the object storage. */
@NullMarked
package io.perfbudgets.example.sync;

import org.jspecify.annotations.NullMarked;
