/** What a test keeps alive, on the heap and as threads: looks at it while the body is repeated. Decides nothing. */
@NullMarked
package io.perfbudgets.junit.memory;

import org.jspecify.annotations.NullMarked;
