/** Where requests are seen: filters for servlet containers and for the JDK's server. They open and close units, no more. */
@NullMarked
package io.perfbudgets.junit.http;

import org.jspecify.annotations.NullMarked;
