/** Where statements come from: p6spy's callbacks, the wrapped DataSource, the line of the application that called. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.jdbc;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
