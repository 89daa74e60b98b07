package io.perfbudgets.measure;

import io.perfbudgets.sql.UnitStatements;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the units to keep as examples while they come in. Holds two of them. The median, which the typical one is near to,
 * is only looked up each time that the number of units has doubled; in between the unit nearest to the median of then is
 * taken.
 *
 * <p>Not thread-safe; {@link SubjectRecorder} guards it.
 */
final class ExampleChoice {
    private @Nullable Example typical;
    private @Nullable Example slowest;
    private long median;
    private long nextLook = 1;

    /** Considers one of the units whose durations are {@code all}. */
    void add(long nanos, UnitStatements statements, Latencies all) {
        if (all.count() >= nextLook) {
            nextLook = 2 * all.count();
            median = all.percentile(0.5);
        }
        if (slowest == null || nanos > slowest.nanos()) {
            slowest = new Example(nanos, statements);
        }
        if (typical == null || distance(nanos) < distance(typical.nanos())) {
            typical = new Example(nanos, statements);
        }
    }

    /** Considers those that were chosen elsewhere among units whose durations are now among {@code all}. */
    void add(Examples others, Latencies all) {
        nextLook = 1;
        others.typical().ifPresent(each -> add(each.nanos(), each.statements(), all));
        others.slowest().ifPresent(each -> add(each.nanos(), each.statements(), all));
    }

    /** What was chosen; none where no unit ran a statement. */
    Examples examples() {
        boolean silent = isSilent(typical) && isSilent(slowest);
        return silent ? Examples.NONE : new Examples(Optional.ofNullable(typical), Optional.ofNullable(slowest));
    }

    private static boolean isSilent(@Nullable Example example) {
        return example == null || example.statements().groups().isEmpty();
    }

    private long distance(long nanos) {
        return Math.abs(nanos - median);
    }
}
