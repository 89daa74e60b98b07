package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Metric;
import java.util.Locale;

/** What a counted metric counts, in words. */
final class CountedNoun {
    private CountedNoun() {}

    static String counted(Metric metric, long count) {
        return String.format(Locale.ROOT, "%,d %s", count, of(metric, count));
    }

    /** What a unit did with that many. */
    static String verb(Metric metric) {
        return switch (metric) {
            case ROWS -> "read";
            case ROWS_UPDATED -> "changed";
            case CONNECTIONS -> "held";
            case CONNECTION_LEAKS -> "left";
            default -> "ran";
        };
    }

    static String rows(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "row" : "rows");
    }

    static String threads(Verdict verdict) {
        long count = verdict.observed().map(Amount::value).orElse(0L);
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "thread" : "threads");
    }

    static String of(Metric metric, long count) {
        boolean one = count == 1;
        return switch (metric) {
            case QUERIES_SELECT -> one ? "SELECT" : "SELECTs";
            case QUERIES_INSERT -> one ? "INSERT" : "INSERTs";
            case QUERIES_UPDATE -> one ? "UPDATE" : "UPDATEs";
            case QUERIES_DELETE -> one ? "DELETE" : "DELETEs";
            case FULL_SCANS -> one ? "full scan" : "full scans";
            case QUERIES_GROWTH -> one ? "statement that grows with the data" : "statements that grow with the data";
            case QUERIES_RECORDED -> one ? "statement other than recorded" : "statements other than recorded";
            case N_PLUS_ONE -> one ? "N+1 query" : "N+1 queries";
            case DUPLICATES -> one ? "query again with the same values" : "queries again with the same values";
            case REPEATS -> one ? "query that could be run once" : "queries that could be run once";
            case ROWS, ROWS_UPDATED -> one ? "row" : "rows";
            case CONNECTIONS -> one ? "connection at once" : "connections at once";
            case CONNECTION_LEAKS -> one ? "connection open" : "connections open";
            default -> one ? "query" : "queries";
        };
    }
}
