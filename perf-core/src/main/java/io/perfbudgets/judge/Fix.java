package io.perfbudgets.judge;

import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.StatementGroup;
import io.perfbudgets.sql.Tables;
import java.util.Optional;

/** What to do about an N+1 query, in the words of the technology in use, and what we are not sure of. */
final class Fix {
    private Fix() {}

    static String of(NPlusOne finding) {
        Optional<String> child = table(finding.repeated());
        String what = finding.parent()
                .flatMap(Fix::table)
                .filter(parent -> child.isPresent() && !child.get().equals(parent))
                .map(parent -> child.orElseThrow() + " for all rows of " + parent)
                .orElse("them all");
        return "load " + what + " in one query (" + how(finding) + ").";
    }

    private static String how(NPlusOne finding) {
        return switch (finding.repeated().callSite().trail().access()) {
            case JPA, UNKNOWN -> "JOIN FETCH, @EntityGraph, or WHERE … IN (…)";
            case JPA_LAZY -> "JOIN FETCH or @EntityGraph; @BatchSize makes it a few";
            case JDBC, SPRING_JDBC, JDBI -> "a JOIN, or WHERE … IN (…) with the keys of all rows";
            case SPRING_DATA_JDBC -> "a JOIN in @Query, or findAllById with the keys of all rows";
            case JOOQ -> "a join, MULTISET, or .in(…) with the keys of all rows";
            case MYBATIS ->
                "a JOIN with a nested result map instead of a nested select, or <foreach> in WHERE … IN (…)";
        };
    }

    /** Empty if there is no doubt. */
    static Optional<String> doubt(NPlusOne finding) {
        if (finding.oncePerRow()) {
            return Optional.empty();
        }
        String why = finding.parent()
                .map(parent -> "the query before it, "
                        + StatementLines.abbreviated(parent.fingerprint().text()) + ", read "
                        + CountedNoun.rows(parent.rows()) + ", so it may not be what drives the loop")
                .orElse("no query ran before it, so what drives the loop is not known");
        return Optional.of(why + ". Growing the data with @ConstantQueries proves it.");
    }

    /** The repository, mapper or entity through which the statement was run; empty if there was none. */
    static String through(StatementGroup group) {
        String through = group.callSite().trail().through();
        if (through.isEmpty()) {
            return "";
        }
        return through.contains(".") ? ", through " + through : ", loading " + through;
    }

    private static Optional<String> table(StatementGroup group) {
        return Tables.of(group.fingerprint());
    }
}
