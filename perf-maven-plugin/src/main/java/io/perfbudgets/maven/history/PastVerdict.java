package io.perfbudgets.maven.history;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.Outcome;
import java.util.OptionalLong;

/**
 * A verdict of a past run.
 *
 * @param subject whom the budget was held against
 * @param budget what it was of, as {@link io.perfbudgets.budget.Budget#name()} says it
 * @param outcome what was found
 * @param observed what stood against the limit, in the metric's base unit; empty if nothing was observed
 */
public record PastVerdict(Subject subject, String budget, Outcome outcome, OptionalLong observed) {}
