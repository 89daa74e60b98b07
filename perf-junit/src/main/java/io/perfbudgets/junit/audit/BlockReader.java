package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.QueryBlock.TableUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.MultiPartName;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** Reads a statement's text into blocks: which tables it names, by what it looks for their rows, in which order. */
final class BlockReader {
    private static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "min",
            "max",
            "avg",
            "array_agg",
            "string_agg",
            "group_concat",
            "listagg",
            "json_agg",
            "jsonb_agg",
            "bool_and",
            "bool_or",
            "every",
            "total");

    private final ColumnOwners owners;
    private final List<?> values;

    private BlockReader(Catalog catalog, List<?> values) {
        this.owners = new ColumnOwners(catalog);
        this.values = values;
    }

    /**
     * The statement's outermost block; empty if the text is in a dialect that cannot be read.
     *
     * @param values what is bound, by which a LIKE pattern with a leading wildcard is told
     * @param catalog tells whose a column without a table's name is
     */
    static Optional<QueryBlock> read(String sql, List<?> values, Catalog catalog) {
        try {
            Statement statement = new CCJSqlParser(sql).Statement();
            return new BlockReader(catalog, values).read(statement);
        } catch (ParseException | TokenMgrException | UnsupportedOperationException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<QueryBlock> read(Statement statement) {
        QueryBlock block = new QueryBlock(null);
        if (statement instanceof Select select) {
            select(select, block);
        } else if (statement instanceof Update update) {
            update(update, block);
        } else if (statement instanceof Delete delete) {
            delete(delete, block);
        } else {
            return Optional.empty();
        }
        return Optional.of(block);
    }

    private void update(Update update, QueryBlock block) {
        block.changes = true;
        with(update.getWithItemsList(), block);
        from(update.getTable(), block);
        from(update.getFromItem(), block);
        joins(update.getStartJoins(), block);
        joins(update.getJoins(), block);
        conditions(update.getWhere(), block);
        update.getUpdateSets().forEach(set -> set.getValues().forEach(value -> subqueries(value, block)));
    }

    private void delete(Delete delete, QueryBlock block) {
        block.changes = true;
        with(delete.getWithItemsList(), block);
        from(delete.getTable(), block);
        joins(delete.getJoins(), block);
        if (delete.getUsingFromItemList() != null) {
            delete.getUsingFromItemList().forEach(item -> from(item, block));
        }
        conditions(delete.getWhere(), block);
    }

    private void select(Select select, QueryBlock block) {
        with(select.getWithItemsList(), block);
        block.limited |= select.getLimit() != null || select.getFetch() != null;
        if (select instanceof ParenthesedSelect parenthesed) {
            select(parenthesed.getSelect(), block);
        } else if (select instanceof SetOperationList list) {
            list.getSelects().forEach(part -> select(part, new QueryBlock(block)));
        } else if (select instanceof PlainSelect plain) {
            plain(plain, block);
        }
    }

    private void plain(PlainSelect select, QueryBlock block) {
        block.limited |= select.getTop() != null || select.getFirst() != null;
        block.grouped = select.getGroupBy() != null || select.getDistinct() != null;
        from(select.getFromItem(), block);
        joins(select.getJoins(), block);
        if (select.getJoins() != null) {
            select.getJoins().forEach(join -> {
                join.getOnExpressions().forEach(on -> conditions(on, block));
                join.getUsingColumns().forEach(column -> owners.using(column, block));
            });
        }
        conditions(select.getWhere(), block);
        if (select.getSelectItems() != null) {
            select.getSelectItems().forEach(item -> selected(item, block));
        }
        subqueries(select.getHaving(), block);
        order(select.getOrderByElements(), block);
    }

    private void with(@Nullable List<WithItem<?>> items, QueryBlock block) {
        if (items != null) {
            for (WithItem<?> item : items) {
                if (item.getParenthesedStatement() instanceof ParenthesedSelect select) {
                    QueryBlock common = new QueryBlock(block);
                    common.name = item.getUnquotedAliasName();
                    select(select, common);
                }
            }
        }
    }

    private void joins(@Nullable List<Join> joins, QueryBlock block) {
        joins(joins, block, 0);
    }

    /** @param first the place in the block of the first table that these are joined to */
    private void joins(@Nullable List<Join> joins, QueryBlock block, int first) {
        if (joins != null) {
            for (Join join : joins) {
                int before = block.tables.size();
                from(join.getFromItem(), block);
                if (join.isRight()) {
                    // "a RIGHT JOIN b" begins with b, as "b LEFT JOIN a" does.
                    List<TableUse> joined = block.tables.subList(first, block.tables.size());
                    Collections.rotate(joined, block.tables.size() - before);
                }
            }
        }
    }

    private void from(@Nullable FromItem item, QueryBlock block) {
        if (item instanceof Table table) {
            String name = MultiPartName.unquote(table.getName());
            String alias = alias(table, name);
            String schema = table.getUnquotedSchemaName() == null ? "" : table.getUnquotedSchemaName();
            new TableUse(block, schema, name, alias, schema.isEmpty() ? block.common(name) : null);
        } else if (item instanceof ParenthesedSelect select) {
            QueryBlock derived = new QueryBlock(block);
            select(select, derived);
            new TableUse(block, "", "", alias(select, ""), derived);
        } else if (item instanceof ParenthesedFromItem nested) {
            int first = block.tables.size();
            from(nested.getFromItem(), block);
            joins(nested.getJoins(), block, first);
            if (nested.getJoins() != null) {
                nested.getJoins().forEach(join -> join.getOnExpressions().forEach(on -> conditions(on, block)));
            }
        }
    }

    private static String alias(FromItem item, String otherwise) {
        Alias alias = item.getAlias();
        return alias == null ? otherwise : MultiPartName.unquote(alias.getName());
    }

    private void conditions(@Nullable Expression where, QueryBlock block) {
        if (where != null) {
            new ConditionReader(column -> owners.of(column, block), values).read(where);
            subqueries(where, block);
        }
    }

    private void selected(SelectItem<?> item, QueryBlock block) {
        item.getExpression()
                .accept(
                        new ExpressionVisitorAdapter<@Nullable Void>() {
                            @Override
                            public <S> @Nullable Void visit(Function function, S context) {
                                block.grouped |=
                                        AGGREGATES.contains(function.getName().toLowerCase(Locale.ROOT));
                                return super.visit(function, context);
                            }
                        },
                        null);
        subqueries(item.getExpression(), block);
    }

    private void order(@Nullable List<OrderByElement> elements, QueryBlock block) {
        if (elements == null) {
            return;
        }
        TableUse only = null;
        boolean ascending = elements.get(0).isAsc();
        List<String> columns = new ArrayList<>();
        for (OrderByElement element : elements) {
            TableUse use = element.getExpression() instanceof Column column ? owners.of(column, block) : null;
            if (use == null || (only != null && only != use) || element.isAsc() != ascending) {
                return;
            }
            only = use;
            columns.add(MultiPartName.unquote(((Column) element.getExpression()).getColumnName()));
        }
        if (only != null) {
            only.order.addAll(columns);
        }
    }

    private void subqueries(@Nullable Expression expression, QueryBlock block) {
        if (expression == null) {
            return;
        }
        expression.accept(
                new ExpressionVisitorAdapter<@Nullable Void>() {
                    @Override
                    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
                        select(select, new QueryBlock(block));
                        return null;
                    }

                    @Override
                    public <S> @Nullable Void visit(Select select, S context) {
                        select(select, new QueryBlock(block));
                        return null;
                    }
                },
                null);
    }
}
