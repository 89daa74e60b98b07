package io.perfbudgets.junit.unit;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.UnitResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Logs each request that takes longer than the budget files allow before it is called slow, at {@code WARNING} to the
 * logger {@code io.perfbudgets}. Thread-safe; while nothing is watched a request costs one read.
 */
public final class SlowRequests {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;
    private static final MathContext SHORT = new MathContext(2);

    private static volatile @Nullable Watch watch;

    private SlowRequests() {}

    /** @param shortest no threshold is below it, nanoseconds */
    private record Watch(Budgets budgets, long shortest) {}

    /** From now on requests are held against the thresholds of {@code budgets}, if there are any. */
    public static void watch(Budgets budgets) {
        watch = budgets.shortestSlowRequest()
                .map(shortest -> new Watch(budgets, shortest.value()))
                .orElse(null);
    }

    /** A request has ended, warming up or not. Never throws. */
    static void ended(Subject request, UnitResult result) {
        Watch now = watch;
        if (now == null || result.nanos() <= now.shortest()) {
            return;
        }
        try {
            now.budgets()
                    .slowRequest(request)
                    .filter(threshold -> result.nanos() > threshold.value())
                    .ifPresent(threshold -> LOG.log(System.Logger.Level.WARNING, line(request, result, threshold)));
        } catch (RuntimeException ofTheLogger) {
            // A log that cannot be written is no fault of the application, whose thread this is.
        }
    }

    /** {@code [SLOW REQUEST] GET /api/games 0.31s (threshold 0.2s) 9 statements 0.22s in SQL}. */
    static String line(Subject request, UnitResult result, Amount threshold) {
        long statements = result.statements().count();
        return "[SLOW REQUEST] " + request.name() + " " + seconds(result.nanos()) + " (threshold "
                + exactSeconds(threshold.value()) + ") " + statements
                + (statements == 1 ? " statement " : " statements ")
                + seconds(result.statements().nanos()) + " in SQL";
    }

    /** To the millisecond; what is shorter to two digits. */
    private static String seconds(long nanos) {
        BigDecimal exact = BigDecimal.valueOf(nanos, NANO_DIGITS);
        BigDecimal rounded = exact.setScale(MILLI_DIGITS, RoundingMode.HALF_UP);
        return plain(rounded.signum() == 0 ? exact.round(SHORT) : rounded);
    }

    private static String exactSeconds(long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANO_DIGITS));
    }

    private static String plain(BigDecimal seconds) {
        return seconds.stripTrailingZeros().toPlainString() + "s";
    }
}
