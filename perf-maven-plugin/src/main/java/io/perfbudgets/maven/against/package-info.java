/** Runs Maven again, on one state of a repository or on two side by side. Knows no goal. */
@NullMarked
package io.perfbudgets.maven.against;

import org.jspecify.annotations.NullMarked;
