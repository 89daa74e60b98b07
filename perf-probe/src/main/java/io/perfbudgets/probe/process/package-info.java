/** Starts applications, tells when they are ready, and ends them whatever happens. Sends no load. */
@NullMarked
package io.perfbudgets.probe.process;

import org.jspecify.annotations.NullMarked;
