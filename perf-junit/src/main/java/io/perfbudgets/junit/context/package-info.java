/** Meets Micrometer's context propagation, which is optional. */
@NullMarked
package io.perfbudgets.junit.context;

import org.jspecify.annotations.NullMarked;
