/** A trial of latency verdicts on the real machine, run by hand: see the README of this module. */
@NullMarked
package io.perfbudgets.benchmarks.trial;

import org.jspecify.annotations.NullMarked;
