/** Load: many threads that run the body of a test at the same time, at a rate or as fast as they can. */
@NullMarked
package io.perfbudgets.junit.load;

import org.jspecify.annotations.NullMarked;
