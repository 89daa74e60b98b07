/** What a test keeps alive, on the heap and as threads: looks at it while the body is repeated. Decides nothing. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.memory;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
