/** Asks a running JVM what only it knows: what lives on its heap, what its start was spent on. */
@NullMarked
package io.perfbudgets.probe.jvm;

import org.jspecify.annotations.NullMarked;
