/**
 * What runs inside a unit as if it were the application's own when budgets are proved. On no list of what is not the
 * application, so that it is told by its own line.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.sabotage;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
