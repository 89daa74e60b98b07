/** What class files tell and reflection does not: line numbers and loops. Knows nothing of tests or SQL. */
@NullMarked
package io.perfbudgets.junit.bytecode;

import org.jspecify.annotations.NullMarked;
