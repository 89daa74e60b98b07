/** Micrometer's observations as operations, where Micrometer is there. Knows nothing of who registers it. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.micrometer;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
