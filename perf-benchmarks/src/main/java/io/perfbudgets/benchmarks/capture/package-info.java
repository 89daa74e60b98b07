/** Measures what capturing statements costs, beside the raw driver and beside other libraries that capture. */
@NullMarked
package io.perfbudgets.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
