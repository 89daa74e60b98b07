package io.perfbudgets.compare;

import io.perfbudgets.judge.Outcome;

/**
 * What a {@link RegressionRule} came to.
 *
 * @param outcome within, breached or undecided
 * @param ratio what was observed, as a multiple of the baseline
 * @param bound what the ratio is shown to be above, if breached, or below, if within; else 0
 * @param spread by which share runs of one code differ, as their standard deviation; 0 if unknown
 * @param needed how many more runs would decide it; 0 if it is decided, -1 if no number would
 */
record RegressionDecision(Outcome outcome, double ratio, double bound, double spread, int needed) {}
