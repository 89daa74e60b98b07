/** A test run from within: what is configured, the repetition of a body, what is written down. Knows no annotation. */
@NullMarked
package io.perfbudgets.junit.extension;

import org.jspecify.annotations.NullMarked;
