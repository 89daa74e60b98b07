/** Looks at how a module is set up and says what is captured there, what is not, and why. */
@NullMarked
package io.perfbudgets.maven.doctor;

import org.jspecify.annotations.NullMarked;
