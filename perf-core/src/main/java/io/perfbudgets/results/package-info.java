/**
 * The results file that test JVMs write and the build reads: JSON Lines, one header line, then one self-contained record
 * per finished subject.
 */
@NullMarked
package io.perfbudgets.results;

import org.jspecify.annotations.NullMarked;
