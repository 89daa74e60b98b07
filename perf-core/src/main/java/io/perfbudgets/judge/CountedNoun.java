package io.perfbudgets.judge;

import io.perfbudgets.budget.Metric;
import java.util.Locale;

/** What a counted metric counts, in words. */
final class CountedNoun {
    private CountedNoun() {}

    static String counted(Metric metric, long count) {
        return String.format(Locale.ROOT, "%,d %s", count, of(metric, count));
    }

    static String of(Metric metric, long count) {
        boolean one = count == 1;
        return switch (metric) {
            case QUERIES_SELECT -> one ? "SELECT" : "SELECTs";
            case QUERIES_INSERT -> one ? "INSERT" : "INSERTs";
            case QUERIES_UPDATE -> one ? "UPDATE" : "UPDATEs";
            case QUERIES_DELETE -> one ? "DELETE" : "DELETEs";
            case N_PLUS_ONE -> one ? "N+1 query" : "N+1 queries";
            default -> one ? "query" : "queries";
        };
    }
}
