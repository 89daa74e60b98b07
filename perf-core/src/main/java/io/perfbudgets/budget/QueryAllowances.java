package io.perfbudgets.budget;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The queries that are accepted in one test although they repeat.
 *
 * @param declared by the test's annotations
 * @param inFiles by budget files
 */
public record QueryAllowances(List<QueryAllowance> declared, List<QueryAllowance> inFiles) {
    /** Nothing is accepted. */
    public static final QueryAllowances NONE = new QueryAllowances(List.of(), List.of());

    public QueryAllowances {
        declared = List.copyOf(declared);
        inFiles = List.copyOf(inFiles);
    }

    public boolean isEmpty() {
        return declared.isEmpty() && inFiles.isEmpty();
    }

    /** The first entry that is about such a query, see {@link QueryAllowance#covers}. */
    public Optional<QueryAllowance> covering(Metric metric, String statement, String table, String method) {
        return Stream.concat(declared.stream(), inFiles.stream())
                .filter(each -> each.covers(metric, statement, table, method))
                .findFirst();
    }
}
