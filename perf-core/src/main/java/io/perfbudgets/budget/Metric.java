package io.perfbudgets.budget;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured of a subject and therefore be budgeted: its key, its dimension and its way of being judged. */
public enum Metric {
    /** Median duration of a unit. */
    LATENCY_P50("latency.p50", 0.50),
    /** 90th percentile of a unit's duration. */
    LATENCY_P90("latency.p90", 0.90),
    /** 95th percentile of a unit's duration. */
    LATENCY_P95("latency.p95", 0.95),
    /** 99th percentile of a unit's duration. */
    LATENCY_P99("latency.p99", 0.99),
    /** 99.9th percentile of a unit's duration. */
    LATENCY_P999("latency.p999", 0.999),
    /** Longest duration of a unit. */
    LATENCY_MAX("latency.max", 1.0),
    /** Mean duration of a unit. */
    LATENCY_MEAN("latency.mean", Double.NaN),
    /** Statements of every kind in one unit, pool housekeeping left out. */
    QUERIES("queries"),
    /** Statements of every kind in one unit, where fewer break the budget as more do. */
    QUERIES_EXACTLY("queries.exactly"),
    /** SELECT statements in one unit. */
    QUERIES_SELECT("queries.select"),
    /** INSERT statements in one unit. */
    QUERIES_INSERT("queries.insert"),
    /** UPDATE statements in one unit. */
    QUERIES_UPDATE("queries.update"),
    /** DELETE statements in one unit. */
    QUERIES_DELETE("queries.delete"),
    /** Different statements of which a body runs more with more data. */
    QUERIES_GROWTH("queries.growth"),
    /** Statements that a test ran otherwise than recorded: those that are new, and those that are missing. */
    QUERIES_RECORDED("queries.recorded"),
    /** Statements that one unit repeated from one call site with varying values. */
    N_PLUS_ONE("nPlusOne"),
    /** Reads of a whole table in the plans of a subject's statements, accepted ones left out. */
    FULL_SCANS("fullScans"),
    /** SELECTs that one unit ran before with the same values, with nothing written in between. */
    DUPLICATES("duplicates"),
    /** SELECTs that one unit ran three times or more from one call site with nothing that varies: run once would do. */
    REPEATS("repeats"),
    /** Rows that one unit read. */
    ROWS("rows"),
    /** Rows that one unit inserted, updated or deleted. */
    ROWS_UPDATED("rows.updated"),
    /** Connections that one unit held at once. */
    CONNECTIONS("connections"),
    /** Connections that one unit opened and left open. */
    CONNECTION_LEAKS("connectionLeaks"),
    /** Duration of the longest transaction of a unit. */
    TRANSACTION("transaction", 1.0),
    /** Requests that take longer than the threshold from which on one is called slow. */
    SLOW_REQUESTS("slowRequests", Dimension.COUNT, Judging.DISTRIBUTION),
    /** Bytes of the body that one request is answered with. */
    RESPONSE_SIZE("responseSize", Dimension.SIZE, Judging.EXACT),
    /** Bytes that all threads allocated for one unit. */
    ALLOCATION("allocation", Dimension.SIZE, Judging.DISTRIBUTION),
    /** Share of units under load that end in an error. */
    ERROR_RATE("errorRate", Dimension.RATIO, Judging.SHARE),
    /** Units under load that end without an error in a time; its limit is the least. */
    THROUGHPUT("throughput", Dimension.RATE, Judging.PACE),
    /** From the start of a process to its first successful ready check. */
    STARTUP("startup", Dimension.DURATION, Judging.FEW),
    /** Memory of a process after its start, before any load. */
    MEMORY_IDLE("memory.idle", Dimension.SIZE, Judging.PEAK),
    /** The most memory of a process under load. */
    MEMORY_PEAK("memory.peak", Dimension.SIZE, Judging.PEAK),
    /** What a process holds for each request while it is being answered. */
    MEMORY_PER_REQUEST("memory.perRequest", Dimension.SIZE, Judging.PEAK),
    /** What stays alive on the heap after one iteration of a test. */
    RETAINED("memory.retained", Dimension.SIZE, Judging.FEW),
    /** The most that is alive on the heap at once while a test runs. */
    PEAK_HEAP("memory.peakHeap", Dimension.SIZE, Judging.PEAK),
    /** Threads that one iteration of a test leaves running. */
    THREADS("threads", Dimension.COUNT, Judging.FEW),
    /**
     * How much more memory a process holds for each hour of use, or the heap for each iteration of a test; a limit of 0 is
     * {@code flat}.
     */
    MEMORY_GROWTH("memory.growth", Dimension.SIZE, Judging.TREND);

    /** What the name of a budget against earlier runs begins with. */
    public static final String REGRESSION_PREFIX = "regression.";

    private static final Set<Metric> COUNTS_OF_ALL = Set.of(QUERIES, QUERIES_EXACTLY);
    private static final Map<String, Metric> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::key, metric -> metric));

    private final String key;
    private final Dimension dimension;
    private final Judging judging;
    private final double quantile;

    Metric(String key, double quantile) {
        this.key = key;
        this.dimension = Dimension.DURATION;
        this.judging = Judging.DISTRIBUTION;
        this.quantile = quantile;
    }

    Metric(String key, Dimension dimension, Judging judging) {
        this.key = key;
        this.dimension = dimension;
        this.judging = judging;
        this.quantile = Double.NaN;
    }

    Metric(String key) {
        this.key = key;
        this.dimension = Dimension.COUNT;
        this.judging = Judging.EXACT;
        this.quantile = Double.NaN;
    }

    /** The name in {@code budgets.yaml}, results and reports: {@code latency.p95}, {@code queries.select}. */
    public String key() {
        return key;
    }

    public Dimension dimension() {
        return dimension;
    }

    public Judging judging() {
        return judging;
    }

    /** Whether a budget's limit is the least value that keeps it, rather than the largest. */
    public boolean isMinimum() {
        return this == THROUGHPUT;
    }

    /** The share of units that must keep the limit: 0.95 for p95, 1 for max; NaN where the metric is no percentile. */
    public double quantile() {
        return quantile;
    }

    /** Whether it is a statistic of how long a unit takes. */
    public boolean isLatency() {
        return key.startsWith("latency.");
    }

    /**
     * Whether one run can be held against another by it: counts of a unit, the mean and the percentiles of a unit's duration,
     * what it allocates. The largest duration depends on how many there were.
     */
    public boolean isComparable() {
        return switch (this) {
            case QUERIES_EXACTLY, QUERIES_GROWTH, QUERIES_RECORDED, FULL_SCANS, LATENCY_MAX -> false;
            default -> judging == Judging.EXACT || isLatency() || this == ALLOCATION;
        };
    }

    /** Whether a limit of this metric takes the place of one of the other: exactly three replaces at most five. */
    public boolean replaces(Metric other) {
        return this == other || (COUNTS_OF_ALL.contains(this) && COUNTS_OF_ALL.contains(other));
    }

    /** Whether, of two units' values, the first is the worse one. */
    public boolean isWorse(long value, long than) {
        return this == QUERIES_EXACTLY ? value < than : value > than;
    }

    /** The metric of that key, if there is one. */
    public static Optional<Metric> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }
}
