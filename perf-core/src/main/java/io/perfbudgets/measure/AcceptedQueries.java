package io.perfbudgets.measure;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.QueryAllowance;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.Tables;
import java.util.List;

/**
 * The repeated queries of one subject that were accepted.
 *
 * @param queries what was found and accepted, each once
 * @param declared what annotations accept for the test, found or not
 */
public record AcceptedQueries(List<AcceptedQuery> queries, List<QueryAllowance> declared) {
    /** Nothing was accepted. */
    public static final AcceptedQueries NONE = new AcceptedQueries(List.of(), List.of());

    public AcceptedQueries {
        queries = List.copyOf(queries);
        declared = List.copyOf(declared);
    }

    /** Whether a query is among them. */
    public boolean hold(Metric metric, StatementGroup group) {
        return queries.stream()
                .anyMatch(each -> each.metric() == metric
                        && each.query().fingerprint().equals(group.fingerprint())
                        && each.query().callSite().equals(group.callSite()));
    }

    /** Whether {@code allowance} is about one of them. */
    public boolean meet(QueryAllowance allowance) {
        return queries.stream()
                .anyMatch(each -> allowance.covers(
                        each.metric(),
                        each.query().fingerprint().text(),
                        Tables.of(each.query().fingerprint()).orElse(""),
                        each.method()));
    }
}
