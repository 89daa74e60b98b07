/** What class files tell and reflection does not: line numbers and loops. Knows nothing of tests or SQL. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.bytecode;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
