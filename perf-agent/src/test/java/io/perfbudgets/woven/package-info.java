/** The agent as a JVM gets it: the packaged jar, beside perf-junit and what applications are made of. */
@NullMarked
package io.perfbudgets.woven;

import org.jspecify.annotations.NullMarked;
