package io.perfbudgets.junit.audit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A table as the database's catalog knows it.
 *
 * @param name its name as the catalog writes it
 * @param columns its columns, as the catalog writes them
 * @param indexes its indexes, the primary key's included
 * @param rows how many rows the statistics say it has; -1 if there are none
 */
record TableSchema(String name, List<String> columns, List<Index> indexes, long rows) {

    /**
     * One index.
     *
     * @param name its name
     * @param columns its columns in order; an expression stands as the database writes it
     * @param partial whether it holds some of the rows only
     */
    record Index(String name, List<String> columns, boolean partial) {}

    boolean hasColumn(String column) {
        return columns.stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The column as the catalog writes it; as given if the catalog has none of that name. */
    String columnNamed(String column) {
        return columns.stream().filter(column::equalsIgnoreCase).findFirst().orElse(column);
    }

    Optional<Index> index(String indexName) {
        return indexes.stream()
                .filter(index -> index.name().equalsIgnoreCase(indexName))
                .findFirst();
    }

    /** An index over all rows by which rows can be found by one of {@code wanted}: it begins with it. */
    Optional<Index> leading(Collection<String> wanted) {
        return indexes.stream()
                .filter(index -> !index.partial() && !index.columns().isEmpty())
                .filter(index -> wanted.stream().anyMatch(index.columns().get(0)::equalsIgnoreCase))
                .findFirst();
    }

    /** Whether an index over all rows begins with exactly these columns, the first {@code anyOrder} in any order. */
    boolean hasPrefix(List<String> wanted, int anyOrder) {
        return indexes.stream().filter(index -> !index.partial()).anyMatch(index -> {
            List<String> own = index.columns().stream().map(String::toLowerCase).toList();
            List<String> looked = wanted.stream().map(String::toLowerCase).toList();
            return own.size() >= looked.size()
                    && own.subList(0, anyOrder).containsAll(looked.subList(0, anyOrder))
                    && own.subList(anyOrder, looked.size()).equals(looked.subList(anyOrder, looked.size()));
        });
    }
}
