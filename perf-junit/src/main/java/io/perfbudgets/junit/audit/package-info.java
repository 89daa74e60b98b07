/**
 * Asks databases for the plans of captured statements and says which index is missing. Knows nothing of tests; what is
 * pure in it takes text and values and never a connection.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.audit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
