package io.perfbudgets.measure;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.StatementGroup;

/**
 * A query that repeats and is accepted: it is not among what counts.
 *
 * @param metric which finding it would be
 * @param query the query, at its worst
 * @param reason why it is accepted
 */
public record AcceptedQuery(Metric metric, StatementGroup query, String reason) {
    /** The method that ran it, with its class. */
    public String method() {
        return method(query);
    }

    static String method(StatementGroup query) {
        CallSite site = query.callSite();
        return site.className().isEmpty() ? "" : site.className() + "." + site.methodName();
    }
}
