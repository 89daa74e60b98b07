package io.perfbudgets.junit.audit;

import io.perfbudgets.plan.Engine;
import io.perfbudgets.plan.ScanFinding.Kind;
import java.util.List;

/**
 * One table that a plan reads, as the statement and the catalog know it. Its findings share that.
 *
 * @param table its name, with its schema where the statement names one
 * @param rows how many rows are read; -1 if unknown
 */
record Found(Engine engine, String table, long rows, QueryBlock.TableUse use, TableSchema schema) {
    Advice as(Kind kind, List<String> columns, String fix) {
        return new Advice(kind, table, columns, rows, fix);
    }

    IndexLine line() {
        return new IndexLine(engine);
    }

    /** Columns as the catalog writes them, each once. */
    List<String> named(List<String> columns) {
        return columns.stream().map(schema::columnNamed).distinct().toList();
    }
}
