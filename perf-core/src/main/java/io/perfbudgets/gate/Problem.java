package io.perfbudgets.gate;

/**
 * Something about the run as a whole that is wrong: a JVM that died, a waiver that is past its date.
 *
 * @param text what, where and what to do; one or more lines
 * @param effect what follows, {@link Effect#FAILS} or milder
 */
public record Problem(String text, Effect effect) {}
