/** Reads how much memory processes hold. */
@NullMarked
package io.perfbudgets.probe.memory;

import org.jspecify.annotations.NullMarked;
