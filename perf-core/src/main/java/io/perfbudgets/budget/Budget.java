package io.perfbudgets.budget;

import java.util.Optional;

/**
 * A limit that somebody set: for which subjects, of which metric, and where it was declared.
 *
 * @param selector the subjects that it is for
 * @param metric what is limited
 * @param limit the largest value that keeps the budget, for a minimum the least, in the metric's dimension; a factor where
 *     there is a reference
 * @param origin where it was declared
 * @param threshold the longest that a request may take before it is one of {@link Metric#SLOW_REQUESTS}; empty for every
 *     other metric
 * @param reference of whose value of the same metric the limit is a multiple: another subject's name, a method of the test's
 *     class, {@value #CANARY} or {@value #BASELINE}; empty for a limit that stands for itself
 */
public record Budget(
        Selector selector,
        Metric metric,
        Amount limit,
        Origin origin,
        Optional<Amount> threshold,
        Optional<String> reference) {
    /** The reference that every test has: a fixed piece of computing. */
    public static final String CANARY = "canary";

    /**
     * The reference of a regression budget: the same subject in earlier runs. Until they are known its limit is a factor, or
     * for a count how many more there may be; then it is the largest value itself.
     */
    public static final String BASELINE = "baseline";

    /** A budget with a limit that stands for itself. */
    public Budget(Selector selector, Metric metric, Amount limit, Origin origin) {
        this(selector, metric, limit, origin, Optional.empty());
    }

    /** A budget whose limit may be a multiple. */
    public Budget(Selector selector, Metric metric, Amount limit, Origin origin, Optional<String> reference) {
        this(selector, metric, limit, origin, Optional.empty(), reference);
    }

    /** So many requests may take longer than {@code threshold}. */
    static Budget ofSlowRequests(Selector selector, Amount limit, Origin origin, Amount threshold) {
        return new Budget(selector, Metric.SLOW_REQUESTS, limit, origin, Optional.of(threshold), Optional.empty());
    }

    public Budget {
        boolean own = limit.dimension() == metric.dimension();
        boolean regression = reference.filter(BASELINE::equals).isPresent();
        boolean relative =
                limit.dimension() == Dimension.FACTOR && (regression || metric.judging() == Judging.DISTRIBUTION);
        if (reference.isPresent() ? !relative && !(regression && own) : !own) {
            throw new IllegalArgumentException(metric + " is a "
                    + metric.dimension().noun() + ", not a " + limit.dimension().noun());
        }
        if (threshold.isPresent() != (metric == Metric.SLOW_REQUESTS)) {
            throw new IllegalArgumentException(
                    "A threshold belongs to " + Metric.SLOW_REQUESTS + " alone, which needs it");
        }
    }

    /** Whether its limit is what earlier runs took, and a share more. */
    public boolean isRegression() {
        return reference.filter(BASELINE::equals).isPresent();
    }

    /** What the budget is of, in reports: the metric's key, {@code regression.latency.p95} where it is held against earlier runs. */
    public String name() {
        return isRegression() ? Metric.REGRESSION_PREFIX + metric.key() : metric.key();
    }

    /** This regression budget with the limit that it comes to. */
    public Budget resolved(Amount most) {
        return new Budget(selector, metric, most, origin, reference);
    }
}
