package io.perfbudgets.junit.audit;

import io.perfbudgets.plan.Engine;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the database that a connection leads to, each read once. Only for as long as the connection is open; used
 * by one thread.
 */
final class JdbcCatalog implements Catalog {
    private final Connection connection;
    private final Engine engine;
    private final Map<String, Optional<TableSchema>> known = new HashMap<>();

    JdbcCatalog(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    @Override
    public Optional<TableSchema> table(String schema, String name) {
        return known.computeIfAbsent(schema + "." + name, key -> {
            try {
                return find(schema, name);
            } catch (SQLException unknown) {
                return Optional.empty();
            }
        });
    }

    private Optional<TableSchema> find(String schema, String name) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        boolean byCatalog = engine == Engine.MARIADB || engine == Engine.MYSQL;
        Set<String> names = spellings(name);
        for (@Nullable String at : schema.isEmpty() ? currentSchemas(byCatalog) : spellings(schema)) {
            for (String spelling : names) {
                Place place = byCatalog ? new Place(at, null, spelling) : new Place(null, at, spelling);
                List<String> columns = columns(meta, place);
                if (!columns.isEmpty()) {
                    return Optional.of(new TableSchema(spelling, columns, indexes(meta, place), rows(place)));
                }
            }
        }
        return Optional.empty();
    }

    /** Where a table stands, in JDBC's three parts. */
    private record Place(@Nullable String catalog, @Nullable String schema, String table) {}

    /** As written, and as databases fold what is not quoted. */
    private static Set<String> spellings(String name) {
        Set<String> all = new LinkedHashSet<>();
        all.add(name);
        all.add(name.toUpperCase(Locale.ROOT));
        all.add(name.toLowerCase(Locale.ROOT));
        return all;
    }

    /** The current schema, then any: a search path may have several. */
    private List<@Nullable String> currentSchemas(boolean byCatalog) throws SQLException {
        List<@Nullable String> all = new ArrayList<>();
        String current = byCatalog ? connection.getCatalog() : connection.getSchema();
        if (current != null) {
            all.add(current);
        }
        all.add(null);
        return all;
    }

    private static List<String> columns(DatabaseMetaData meta, Place place) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = meta.getColumns(place.catalog(), place.schema(), place.table(), null)) {
            while (rows.next()) {
                if (place.table().equals(rows.getString("TABLE_NAME"))) { // the argument is a pattern
                    columns.add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    private List<TableSchema.Index> indexes(DatabaseMetaData meta, Place place) throws SQLException {
        Map<String, Map<Integer, String>> columns = new LinkedHashMap<>();
        Set<String> partial = new LinkedHashSet<>(partialInSqlite(place));
        try (ResultSet rows = meta.getIndexInfo(place.catalog(), place.schema(), place.table(), false, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (index == null) {
                    continue; // the table's statistics
                }
                if (rows.getString("FILTER_CONDITION") != null) {
                    partial.add(index);
                }
                columns.computeIfAbsent(index, each -> new TreeMap<>())
                        .put(rows.getInt("ORDINAL_POSITION"), column == null ? "(expression)" : bare(column));
            }
        }
        List<TableSchema.Index> indexes = new ArrayList<>();
        columns.forEach((index, parts) ->
                indexes.add(new TableSchema.Index(index, List.copyOf(parts.values()), partial.contains(index))));
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = meta.getPrimaryKeys(place.catalog(), place.schema(), place.table())) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (!key.isEmpty()) {
            indexes.add(new TableSchema.Index("PRIMARY KEY", List.copyOf(key.values()), false));
        }
        return indexes;
    }

    /** PostgreSQL's driver gives the column of an index as it stands in CREATE INDEX, with quotes where needed. */
    private static String bare(String column) {
        return column.matches("\"[^\"]+\"") ? column.substring(1, column.length() - 1) : column;
    }

    /** SQLite's driver does not tell. */
    private Set<String> partialInSqlite(Place place) throws SQLException {
        Set<String> partial = new LinkedHashSet<>();
        if (engine == Engine.SQLITE) {
            String pragma = "PRAGMA index_list(\"" + place.table().replace("\"", "\"\"") + "\")";
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(pragma)) {
                while (rows.next()) {
                    if (rows.getInt("partial") == 1) {
                        partial.add(rows.getString("name"));
                    }
                }
            }
        }
        return partial;
    }

    /** What the statistics say, imported ones included; a table that was never analysed says nothing. */
    private long rows(Place place) throws SQLException {
        String query =
                switch (engine) {
                    case POSTGRESQL ->
                        "select c.reltuples from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
                                + " on n.oid = c.relnamespace where c.relname = ? and n.nspname = coalesce(?, current_schema())";
                    case H2 ->
                        "select row_count_estimate from information_schema.tables where table_name = ?"
                                + " and table_schema = coalesce(?, schema())";
                    case SQLITE, MARIADB, MYSQL -> "";
                };
        if (query.isEmpty()) {
            return -1;
        }
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, place.table());
            statement.setString(2, place.schema());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? (long) rows.getDouble(1) : -1;
            }
        }
    }
}
