/** Load: many threads that run the body of a test at the same time, at a rate or as fast as they can. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.load;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
