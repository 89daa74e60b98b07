/**
 * Shows a test JVM's connections, threads and HTTP requests to perf-junit. It only leads there: what is done with them is
 * decided in the functions that perf-junit installs. Knows no class of the application's, a framework's or perf-junit's
 * but by name.
 */
@NullMarked
package io.perfbudgets.agent;

import org.jspecify.annotations.NullMarked;
