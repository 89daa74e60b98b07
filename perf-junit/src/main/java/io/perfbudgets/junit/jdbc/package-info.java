/** Where statements come from: p6spy's callbacks, the wrapped DataSource, the line of the application that called. */
@NullMarked
package io.perfbudgets.junit.jdbc;

import org.jspecify.annotations.NullMarked;
