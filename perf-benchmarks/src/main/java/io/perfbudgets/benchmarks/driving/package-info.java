/** What driving a body again and again costs, and what budgets cost a suite of trivial tests. */
@NullMarked
package io.perfbudgets.benchmarks.driving;

import org.jspecify.annotations.NullMarked;
