package io.perfbudgets.prove;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import java.util.Optional;

/**
 * By what a budget must break: the dose follows its limit, so that a generous one breaks as surely as a tight one. Pure
 * functions.
 */
public final class Sabotage {
    private static final long LONGEST_DELAY = 5_000_000_000L;
    private static final long MOST_BYTES = 2_000_000_000L;
    private static final int MOST_STATEMENTS = 2_000;

    /** Values of a request or an operation must together have lasted two seconds to break a budget. */
    private static final long LASTING = 2_200_000_000L;

    private static final int FEW = 12;
    /** A median takes more of them, and a mean, and what is allocated. */
    private static final int MANY = 20;

    private Sabotage() {}

    /** Why a budget is left alone; empty if it is sabotaged. */
    static Optional<String> refusal(Budget budget) {
        if (budget.isRegression()) {
            return Optional.of("it is held against earlier runs, with which a sabotaged one is not compared");
        }
        return switch (budget.metric()) {
            case QUERIES, QUERIES_EXACTLY, QUERIES_SELECT, ROWS, DUPLICATES, N_PLUS_ONE, REPEATS, QUERIES_RECORDED ->
                statements(budget) > MOST_STATEMENTS
                        ? Optional.of(
                                "its limit is too large: at most " + MOST_STATEMENTS + " extra statements are run")
                        : Optional.empty();
            case LATENCY_P50,
                    LATENCY_P90,
                    LATENCY_P95,
                    LATENCY_P99,
                    LATENCY_P999,
                    LATENCY_MAX,
                    LATENCY_MEAN,
                    SLOW_REQUESTS -> noDelay(budget);
            case ALLOCATION ->
                bytes(budget) > MOST_BYTES
                        ? Optional.of("its limit is too large: at most " + size(MOST_BYTES) + " are allocated")
                        : Optional.empty();
            case QUERIES_INSERT, QUERIES_UPDATE, QUERIES_DELETE, ROWS_UPDATED ->
                Optional.of("no extra statement writes: the tables are the project's");
            case QUERIES_GROWTH -> Optional.of("no extra statement grows with the data");
            case FULL_SCANS -> Optional.of("no plan is made worse");
            case CONNECTIONS, CONNECTION_LEAKS -> Optional.of("no connection is taken besides the unit's own");
            case TRANSACTION -> Optional.of("no transaction is made longer");
            case RESPONSE_SIZE -> Optional.of("no answer is made larger");
            case ERROR_RATE, THROUGHPUT -> Optional.of("nothing is done to units under load");
            case RETAINED, PEAK_HEAP, MEMORY_GROWTH -> Optional.of("nothing is kept alive");
            case THREADS -> Optional.of("no thread is left running");
            case STARTUP, MEMORY_IDLE, MEMORY_PEAK, MEMORY_PER_REQUEST ->
                Optional.of("only tests are sabotaged, not the application that is probed");
        };
    }

    private static Optional<String> noDelay(Budget budget) {
        if (budget.reference().isPresent()) {
            return Optional.of("its limit is a multiple of "
                    + budget.reference().get() + ", so that no delay is known to be too long");
        }
        return delay(budget) > LONGEST_DELAY
                ? Optional.of("its limit is too large: no delay is longer than " + Amount.nanos(LONGEST_DELAY))
                : Optional.empty();
    }

    /** What is done to each unit of a subject because of one of its budgets. */
    static Dose dose(Budget budget, Subject.Kind kind) {
        if (refusal(budget).isPresent()) {
            return Dose.NONE;
        }
        if (budget.metric() == Metric.ALLOCATION) {
            return new Dose(0, MANY, bytes(budget)); // of which only those count that are timed
        }
        if (!budget.metric().isLatency() && budget.metric() != Metric.SLOW_REQUESTS) {
            return Dose.NONE;
        }
        if (kind == Subject.Kind.TEST) { // is repeated until it is decided
            return new Dose(delay(budget), Integer.MAX_VALUE, 0);
        }
        int units =
                switch (budget.metric()) {
                    case LATENCY_P50, LATENCY_MEAN -> MANY;
                    default -> FEW;
                };
        return new Dose(Math.max(delay(budget), LASTING / units), units, 0);
    }

    /** What is run in each unit because of a budget that one of them may have. */
    static StatementDose statementDose(Budget budget) {
        if (refusal(budget).isPresent()) {
            return StatementDose.NONE;
        }
        int limit = (int) budget.limit().value();
        return switch (budget.metric()) {
            case QUERIES, QUERIES_EXACTLY, QUERIES_SELECT, ROWS -> new StatementDose(limit + 1, 0);
            case DUPLICATES -> new StatementDose(limit + 2, 0); // the first of them repeats nothing
            case N_PLUS_ONE, REPEATS -> new StatementDose(0, limit + 1);
            case QUERIES_RECORDED -> new StatementDose(1, 0);
            default -> StatementDose.NONE;
        };
    }

    /** What a budget was sabotaged by, for people. */
    static String injected(Budget budget, long statementsRan) {
        if (budget.metric().isLatency() || budget.metric() == Metric.SLOW_REQUESTS) {
            return "a delay of " + Amount.nanos(delay(budget)) + " or more";
        }
        return budget.metric() == Metric.ALLOCATION
                ? "an allocation of " + size(bytes(budget))
                : statementsRan == 1 ? "1 extra statement" : statementsRan + " extra statements";
    }

    private static long statements(Budget budget) {
        long limit = budget.limit().value();
        return switch (budget.metric()) {
            case N_PLUS_ONE, REPEATS -> (limit + 1) * 2 * StatementDose.REPEATS;
            default -> limit + 2;
        };
    }

    /** A quarter over what is allowed. */
    private static long delay(Budget budget) {
        long limit = budget.threshold().orElse(budget.limit()).value();
        return limit + limit / 4 + 1_000_000;
    }

    /** More than the tenth over it by which JDKs differ. */
    private static long bytes(Budget budget) {
        long limit = budget.limit().value();
        return limit + limit / 4 + 100_000;
    }

    private static String size(long bytes) {
        return new Amount(Dimension.SIZE, bytes).toString();
    }
}
