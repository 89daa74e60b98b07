package io.perfbudgets.judge;

import java.time.Duration;

/**
 * How sure a latency verdict must be and how far it may go to get there.
 *
 * @param breachConfidence how sure BREACHED must be, 0.999 by default: of 1,000 budgets that are exactly met at most
 *     one looks broken by luck in its first series, before any confirmation
 * @param withinConfidence how sure WITHIN must be, 0.95 by default
 * @param budgets how many latency budgets are judged together, 1 by default; the chance of a lucky breach is divided
 *     among them (Bonferroni), so that many budgets turn a build red by luck no more often than one
 * @param confirmations how many fresh series must breach too before a live breach is believed, 2 by default
 * @param maxValues most values in one live series, 4,000 by default; a caller who knows that its time allows fewer
 *     says so here, and the looks are planned for that many
 * @param floorValues fewest values in a series that may breach, 240 by default
 * @param floorTime values that together lasted at least this long may breach in a smaller number, 2 seconds by default:
 *     disturbances of a machine are short in time, whatever the count of values they hit
 */
public record LatencyRules(
        double breachConfidence,
        double withinConfidence,
        int budgets,
        int confirmations,
        int maxValues,
        int floorValues,
        Duration floorTime) {
    /** 99.9 % for BREACHED, 95 % for WITHIN, one budget, two confirming series. */
    public static final LatencyRules DEFAULT = new LatencyRules(0.999, 0.95, 1, 2, 4_000, 240, Duration.ofSeconds(2));

    /** Fewer values than this are no series, however long they lasted. */
    private static final int FEWEST = 5;

    public LatencyRules {
        requireConfidence(breachConfidence);
        requireConfidence(withinConfidence);
        if (budgets < 1 || confirmations < 0 || maxValues < 1 || floorValues < 1 || floorTime.isNegative()) {
            throw new IllegalArgumentException("Counts must be positive: budgets " + budgets + ", confirmations "
                    + confirmations + ", most values " + maxValues + ", floor " + floorValues + " values or "
                    + floorTime);
        }
    }

    private static void requireConfidence(double confidence) {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "A confidence is at least 0.5 and below 1 (0.999 for 99.9 %), not " + confidence);
        }
    }

    public LatencyRules withBreachConfidence(double confidence) {
        return new LatencyRules(
                confidence, withinConfidence, budgets, confirmations, maxValues, floorValues, floorTime);
    }

    public LatencyRules withWithinConfidence(double confidence) {
        return new LatencyRules(
                breachConfidence, confidence, budgets, confirmations, maxValues, floorValues, floorTime);
    }

    public LatencyRules withBudgets(int count) {
        return new LatencyRules(
                breachConfidence, withinConfidence, count, confirmations, maxValues, floorValues, floorTime);
    }

    public LatencyRules withConfirmations(int series) {
        return new LatencyRules(breachConfidence, withinConfidence, budgets, series, maxValues, floorValues, floorTime);
    }

    public LatencyRules withMaxValues(int values) {
        return new LatencyRules(
                breachConfidence, withinConfidence, budgets, confirmations, values, floorValues, floorTime);
    }

    public LatencyRules withFloor(int values, Duration time) {
        return new LatencyRules(breachConfidence, withinConfidence, budgets, confirmations, maxValues, values, time);
    }

    /** The chance of a lucky breach that this budget may use up, over all its looks. */
    double breachRisk() {
        return (1 - breachConfidence) / budgets;
    }

    /** The chance of a lucky WITHIN, over all looks. */
    double withinRisk() {
        return 1 - withinConfidence;
    }

    /**
     * For a caller with that much time, when one value usually takes {@code usualNanos} nanoseconds: plans the looks for as
     * many values as fit, so that a slow unit is judged on the fewest values that its percentile allows.
     */
    public LatencyRules withTimeFor(Duration time, long usualNanos) {
        long fit = time.toNanos() / Math.max(1, usualNanos);
        return withMaxValues((int) Math.max(1, Math.min(maxValues, fit)));
    }

    /** Whether the value just added brought the series to the floor in time, before the floor in number. */
    boolean justReachedFloorTime(LatencySeries series, long nanos) {
        long floor = floorTime.toNanos();
        return series.size() >= FEWEST
                && series.size() < floorValues
                && series.total() >= floor
                && (series.size() == FEWEST || series.total() - nanos < floor);
    }

    /** Whether the values lasted longer together than a machine is usually disturbed. */
    boolean lastedLong(LatencySeries series) {
        return series.size() >= FEWEST && series.total() >= floorTime.toNanos();
    }

    /** How many values like these last that long. */
    int valuesThatLastLong(LatencySeries series) {
        long each = Math.max(1, series.total() / Math.max(1, series.size()));
        return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST, floorTime.toNanos() / each + 1));
    }

    boolean mayBreach(LatencySeries series) {
        return series.size() >= floorValues || (series.size() >= FEWEST && series.total() >= floorTime.toNanos());
    }
}
