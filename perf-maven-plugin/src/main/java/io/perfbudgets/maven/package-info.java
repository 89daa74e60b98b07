/** One class per goal: parameters in, the core's words out. Judges and renders nothing itself. */
@NullMarked
package io.perfbudgets.maven;

import org.jspecify.annotations.NullMarked;
