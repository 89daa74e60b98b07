/** What the history of runs costs once it is large. */
@NullMarked
package io.perfbudgets.benchmarks.history;

import org.jspecify.annotations.NullMarked;
