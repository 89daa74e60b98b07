/**
 * The statements of tests as recorded in a file beside them: its model, its format and what differs from it. Nothing here
 * knows where such a file stands.
 */
package io.perfbudgets.recorded;
