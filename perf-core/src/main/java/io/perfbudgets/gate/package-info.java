/**
 * Judges one run: reads what its test JVMs recorded, holds it against the budget files, applies policy and waivers, and
 * says in text and JSON what came of it. Knows no build tool.
 */
@NullMarked
package io.perfbudgets.gate;

import org.jspecify.annotations.NullMarked;
