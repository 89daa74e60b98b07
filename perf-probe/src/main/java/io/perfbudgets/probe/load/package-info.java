/** Sends requests to an application at a pace and notes how each was answered. Knows nothing of processes and budgets. */
@NullMarked
package io.perfbudgets.probe.load;

import org.jspecify.annotations.NullMarked;
