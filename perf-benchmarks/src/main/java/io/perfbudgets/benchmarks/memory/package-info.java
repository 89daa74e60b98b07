/** What budgets on memory and profiles cost, paired in one run. */
@NullMarked
package io.perfbudgets.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
