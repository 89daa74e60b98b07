/**
 * What was observed: the latencies and counts of a subject's units, gathered into measurements that can be merged. Judges
 * nothing.
 */
@NullMarked
package io.perfbudgets.measure;

import org.jspecify.annotations.NullMarked;
