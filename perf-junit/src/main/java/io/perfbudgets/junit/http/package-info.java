/** Where requests are seen: filters for servlet containers and for the JDK's server. They open and close units, no more. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.http;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
