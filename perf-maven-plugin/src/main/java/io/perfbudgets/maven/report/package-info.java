/** Writes what a run came to as a page for people. Knows nothing of Maven. */
@NullMarked
package io.perfbudgets.maven.report;

import org.jspecify.annotations.NullMarked;
