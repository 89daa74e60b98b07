/** Builds two states of one repository side by side, so that they can be compared. Knows no goal. */
@NullMarked
package io.perfbudgets.maven.against;

import org.jspecify.annotations.NullMarked;
