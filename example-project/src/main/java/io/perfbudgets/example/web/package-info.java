/** What all endpoints share: the health check, errors and the log of slow requests. */
@NullMarked
package io.perfbudgets.example.web;

import org.jspecify.annotations.NullMarked;
