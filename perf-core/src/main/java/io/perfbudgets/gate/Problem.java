package io.perfbudgets.gate;

/**
 * Something about the run besides the verdicts: a JVM that died, a waiver that is past its date or still holds, a query
 * that is accepted.
 *
 * @param text what, where and what to do; one or more lines
 * @param effect what follows; {@link Effect#WAIVED} where it is only listed
 */
public record Problem(String text, Effect effect) {}
