package io.perfbudgets.compare;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How far from what was measured a limit lies that is made of it. Counts are exact and get none.
 *
 * @param share of what was measured, 1 for a limit of twice that much
 */
public record Headroom(double share) {
    private static final int DIGITS = 2;

    public Headroom {
        if (!(share >= 0 && share <= 100)) {
            throw new IllegalArgumentException("Headroom is a share from 0 to 100 times, not " + share);
        }
    }

    /**
     * The limit, with two significant digits that round away from what was measured.
     *
     * @param worst the worst of what was measured, in the metric's base unit
     */
    public Amount limit(Metric metric, long worst) {
        if (metric.dimension() == Dimension.COUNT) {
            return new Amount(metric.dimension(), worst);
        }
        return metric.isMinimum()
                ? rounded(metric.dimension(), worst / (1 + share), RoundingMode.DOWN)
                : rounded(metric.dimension(), worst * (1 + share), RoundingMode.UP);
    }

    /** A quarter farther away. */
    public static Amount wider(Amount limit) {
        return rounded(limit.dimension(), limit.value() * 1.25, RoundingMode.UP);
    }

    private static Amount rounded(Dimension dimension, double base, RoundingMode direction) {
        long unit = dimension != Dimension.RATE || base < 60 ? 1 : base < 3_600 ? 60 : 3_600;
        BigDecimal whole = BigDecimal.valueOf(base / unit).setScale(0, direction);
        return new Amount(
                dimension, whole.round(new MathContext(DIGITS, direction)).longValueExact() * unit);
    }
}
