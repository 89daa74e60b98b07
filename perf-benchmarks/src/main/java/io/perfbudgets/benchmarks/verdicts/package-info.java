/** Simulates machines with known noise to count how often latency verdicts are wrong, and how many values they cost. */
@NullMarked
package io.perfbudgets.benchmarks.verdicts;

import org.jspecify.annotations.NullMarked;
