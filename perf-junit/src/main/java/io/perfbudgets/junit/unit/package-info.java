/**
 * Whose work is it: the units that are open, the tests that run, and the way a statement finds its unit. Knows neither
 * JUnit nor where a statement comes from.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.unit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
