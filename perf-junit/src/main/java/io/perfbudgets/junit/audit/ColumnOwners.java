package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.QueryBlock.TableUse;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.MultiPartName;
import org.jspecify.annotations.Nullable;

/**
 * Whose column is whose, within a block.
 *
 * @param catalog tells which tables have a column that is written without a table's name
 */
record ColumnOwners(Catalog catalog) {

    /** The table of this block whose column it is; none if it is an outer block's, and so a value to this one. */
    @Nullable
    TableUse of(Column column, QueryBlock block) {
        if (column.getTable() != null && column.getTable().getName() != null) {
            String qualifier = MultiPartName.unquote(column.getTable().getName());
            return block.tables.stream()
                    .filter(use -> use.alias.equalsIgnoreCase(qualifier))
                    .findFirst()
                    .orElse(null);
        }
        String name = MultiPartName.unquote(column.getColumnName());
        if (block.tables.size() == 1 && (block.outer == null || hasColumn(block.tables.get(0), name))) {
            return block.tables.get(0);
        }
        return block.tables.stream()
                .filter(use -> hasColumn(use, name))
                .findFirst()
                .orElseGet(() -> block.tables.stream()
                        .filter(use -> use.derived != null)
                        .findFirst()
                        .orElse(null));
    }

    /** A column that the block joins by its name alone is each table's that has it. */
    void using(Column column, QueryBlock block) {
        String name = MultiPartName.unquote(column.getColumnName());
        block.tables.stream().filter(use -> hasColumn(use, name)).forEach(use -> use.joins.add(name));
    }

    private boolean hasColumn(TableUse use, String column) {
        return use.derived == null
                && catalog.table(use.schema, use.name)
                        .map(table -> table.hasColumn(column))
                        .orElse(use.block.tables.size() == 1);
    }
}
