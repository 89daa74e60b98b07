/** A test run from within: what is configured, the repetition of a body, what is written down. Knows no annotation. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.extension;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
