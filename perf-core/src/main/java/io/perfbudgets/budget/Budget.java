package io.perfbudgets.budget;

/**
 * A limit that somebody set: for which subjects, of which metric, and where it was declared.
 *
 * @param selector the subjects that it is for
 * @param metric what is limited
 * @param limit the largest value that keeps the budget, for a minimum the least, in the metric's dimension
 * @param origin where it was declared
 */
public record Budget(Selector selector, Metric metric, Amount limit, Origin origin) {
    public Budget {
        if (limit.dimension() != metric.dimension()) {
            throw new IllegalArgumentException(metric + " is a "
                    + metric.dimension().noun() + ", not a " + limit.dimension().noun());
        }
    }
}
