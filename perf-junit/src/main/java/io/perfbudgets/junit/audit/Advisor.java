package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.Condition.Form;
import io.perfbudgets.junit.audit.QueryBlock.TableUse;
import io.perfbudgets.plan.Engine;
import io.perfbudgets.plan.Plan;
import io.perfbudgets.plan.ScanFinding.Kind;
import io.perfbudgets.plan.TableRead;
import io.perfbudgets.plan.TableRead.Access;
import io.perfbudgets.plan.TableRead.Filter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what an index would save in one plan. The plan says which tables are read as a whole; the statement's text says by
 * what their rows are looked for; the catalog says which indexes there are. A table that the database reads as a whole
 * although an index would do is its own choice, as for a few rows, and no finding.
 */
final class Advisor {
    private static final String WHOLE =
            "limit or page the result: no index helps to read a whole table. If it stays small,"
                    + " allow it with that reason";
    private static final Pattern SYSTEM = Pattern.compile(
            "(?i)(?:information_schema|pg_catalog|mysql|performance_schema|sys)\\..*|.*\\.(?:pg_|sqlite_).*");

    private final Engine engine;
    private final boolean skipScans;
    private final Catalog catalog;
    private final Optional<QueryBlock> statement;
    private final boolean hasWhere;
    private final Set<QueryBlock> wholeBlocks = new LinkedHashSet<>();

    /**
     * @param skipScans whether the database enters an index by other columns than its first
     * @param statement what could be read of the statement's text
     * @param hasWhere whether it has any condition, for where its text could not be read
     */
    Advisor(Engine engine, boolean skipScans, Catalog catalog, Optional<QueryBlock> statement, boolean hasWhere) {
        this.engine = engine;
        this.skipScans = skipScans;
        this.catalog = catalog;
        this.statement = statement;
        this.hasWhere = hasWhere;
    }

    List<Advice> advise(Plan plan) {
        Set<Advice> all = new LinkedHashSet<>();
        for (TableRead read : asStated(plan.reads())) {
            if (SYSTEM.matcher(read.schema() + "." + read.name()).matches()) {
                continue;
            }
            List<TableUse> uses = usesOf(read);
            if (isEnteredByItsFirstColumn(read)) {
                if (plan.sorts()) {
                    uses.stream().limit(1).forEach(use -> sort(read, use).ifPresent(all::add));
                }
            } else if (uses.isEmpty()) {
                unknown(read).ifPresent(all::add);
            } else {
                // One name may stand at several places; the place where something is missing is what is meant.
                uses.stream()
                        .map(use -> whole(read, use, plan))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .ifPresent(all::addAll);
            }
        }
        return distinct(all);
    }

    /**
     * Of two joined tables that are read as a whole the one that the statement begins with is what was asked for. A plan
     * begins with either, as where PostgreSQL merges them.
     */
    private List<TableRead> asStated(List<TableRead> reads) {
        List<TableUse> places =
                statement.map(block -> block.allTables().toList()).orElse(List.of());
        return reads.stream()
                .sorted(Comparator.comparingInt(read ->
                        usesOf(read).stream().findFirst().map(places::indexOf).orElse(places.size())))
                .toList();
    }

    private static List<Advice> distinct(Set<Advice> all) {
        Map<List<Object>, Advice> byWhat = new LinkedHashMap<>();
        all.forEach(each -> byWhat.putIfAbsent(List.of(each.kind(), each.table(), each.columns()), each));
        return List.copyOf(byWhat.values());
    }

    /** An index that is entered by a later column only is read from end to end. */
    private boolean isEnteredByItsFirstColumn(TableRead read) {
        if (read.isWhole()) {
            return false;
        }
        if (engine != Engine.POSTGRESQL || skipScans || read.key().isEmpty()) {
            return true;
        }
        return catalog.table(read.schema(), read.name())
                .flatMap(table -> table.index(read.index()))
                .filter(index -> !index.columns().isEmpty())
                .map(index -> index.columns().get(0))
                .filter(first -> first.matches("\\w+"))
                .map(first -> Pattern.compile("\\b" + first + "\\b")
                        .matcher(read.key())
                        .find())
                .orElse(true);
    }

    private List<TableUse> usesOf(TableRead read) {
        List<TableUse> all = statement
                .map(block ->
                        block.allTables().filter(use -> use.derived == null).toList())
                .orElse(List.of());
        List<TableUse> byAlias = all.stream()
                .filter(use -> use.alias.equalsIgnoreCase(read.alias()))
                .filter(use -> read.alias().equals(read.name()) || use.name.equalsIgnoreCase(read.name()))
                .toList();
        return byAlias.isEmpty()
                ? all.stream()
                        .filter(use -> use.name.equalsIgnoreCase(read.name()))
                        .toList()
                : byAlias;
    }

    private List<Advice> whole(TableRead read, TableUse use, Plan plan) {
        TableSchema schema = schema(use);
        // Of a table that was never analysed PostgreSQL's plans tell a guess.
        long rows = read.rows() >= 0 && engine != Engine.POSTGRESQL ? read.rows() : schema.rows();
        Found found = new Found(engine, name(use, schema), rows, use, schema);
        return FilterAdvice.of(found, read).orElseGet(() -> unfiltered(found, read, use, schema, plan));
    }

    private static String name(TableUse use, TableSchema schema) {
        return use.schema.isEmpty() ? schema.name() : use.schema + "." + schema.name();
    }

    /** No condition of its own: rows that belong to others', or all of them. */
    private List<Advice> unfiltered(Found found, TableRead read, TableUse use, TableSchema schema, Plan plan) {
        List<String> joins = named(schema, List.copyOf(use.joins));
        boolean othersSelect = use.others().anyMatch(TableUse::isSelective)
                || (!joins.isEmpty() && use.block.inner.stream().anyMatch(QueryBlock::isSelective));
        if (!joins.isEmpty() && schema.leading(joins).isEmpty()) {
            boolean drives = !othersSelect && read.access() != Access.BUILT_INDEX && wholeBlocks.add(use.block);
            if (!drives) {
                return List.of(found.as(Kind.JOIN, joins, line().on(found.table(), joins)));
            }
        } else if (othersSelect) {
            return use.others()
                    .flatMap(other -> other.derived == null ? Stream.of(other) : other.derived.allTables())
                    .flatMap(other -> culprit(other).stream())
                    .toList();
        } else if (!wholeBlocks.add(use.block) && use.block.tables.size() > 1) {
            return List.of();
        }
        if (use.block.changes) {
            return List.of(); // it means all rows
        }
        if (use.block.limited && !use.block.grouped) {
            return firstRows(found, use, schema, plan);
        }
        List<String> excluded = named(schema, use.columns(Form.EXCLUDES));
        return List.of(found.as(
                Kind.WHOLE_TABLE,
                List.of(),
                excluded.isEmpty()
                        ? WHOLE
                        : "a condition that leaves rows out (" + String.join(", ", excluded)
                                + ") is served by no index: ask for what is wanted, or limit or page the result"));
    }

    /** A table that is found through another one's rows is read as a whole because nothing finds those. */
    private Optional<Advice> culprit(TableUse use) {
        TableSchema schema = schema(use);
        List<String> columns = named(schema, use.columns(Form.EQUAL, Form.RANGE, Form.PREFIX));
        if (use.derived != null || columns.isEmpty() || schema.leading(columns).isPresent()) {
            return Optional.empty();
        }
        String table = name(use, schema);
        return Optional.of(new Advice(Kind.FILTER, table, columns, schema.rows(), line().on(table, columns)));
    }

    private List<Advice> firstRows(Found found, TableUse use, TableSchema schema, Plan plan) {
        List<String> order = named(schema, use.order);
        if (!plan.sorts()
                || order.isEmpty()
                || schema.leading(order.subList(0, 1)).isPresent()) {
            return List.of();
        }
        return List.of(found.as(Kind.FIRST_ROWS, order, line().on(found.table(), order)));
    }

    private Optional<Advice> sort(TableRead read, TableUse use) {
        TableSchema schema = schema(use);
        List<String> order = named(schema, use.order);
        List<String> equal = named(schema, use.columns(Form.EQUAL));
        List<String> columns = new ArrayList<>(equal);
        order.stream().filter(each -> !equal.contains(each)).forEach(columns::add);
        boolean wanted = use.block.tables.size() == 1
                && !use.block.grouped
                && !order.isEmpty()
                && !equal.isEmpty()
                && columns.size() > equal.size()
                && !schema.hasPrefix(columns, equal.size());
        String table = name(use, schema);
        return wanted
                ? Optional.of(new Advice(
                        Kind.SORT, table, order, read.rows(), line().on(table, columns) + "  would save the sort"))
                : Optional.empty();
    }

    /** The statement's text does not tell: what a view reads, or a dialect that cannot be read. */
    private Optional<Advice> unknown(TableRead read) {
        String table =
                catalog.table(read.schema(), read.name()).map(TableSchema::name).orElse(read.name());
        boolean filtered = read.filter() == Filter.YES || (read.filter() == Filter.UNKNOWN && hasWhere);
        if (statement.filter(block -> block.changes).isPresent() && !filtered) {
            return Optional.empty();
        }
        return Optional.of(
                filtered
                        ? new Advice(
                                Kind.FILTER, table, List.of(), read.rows(), "index what the statement looks for in it")
                        : new Advice(Kind.WHOLE_TABLE, table, List.of(), read.rows(), WHOLE));
    }

    private TableSchema schema(TableUse use) {
        return catalog.table(use.schema, use.name).orElseGet(() -> new TableSchema(use.name, List.of(), List.of(), -1));
    }

    private static List<String> named(TableSchema schema, List<String> columns) {
        return columns.stream().map(schema::columnNamed).distinct().toList();
    }

    private IndexLine line() {
        return new IndexLine(engine);
    }
}
