/** Micrometer's observations as operations, where Micrometer is there. Knows nothing of who registers it. */
@NullMarked
package io.perfbudgets.junit.micrometer;

import org.jspecify.annotations.NullMarked;
