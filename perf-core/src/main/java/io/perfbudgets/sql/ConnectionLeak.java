package io.perfbudgets.sql;

/**
 * Connections of one unit that nobody had closed when it ended.
 *
 * @param openedAt the line that opened them; {@link CallSite#UNKNOWN} if it is not known
 * @param count how many
 */
public record ConnectionLeak(CallSite openedAt, long count) {}
