/** Meets Micrometer's context propagation, which is optional. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.context;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
