package io.perfbudgets.junit.audit;

import io.perfbudgets.plan.Engine;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.ScanFinding.Kind;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.List;

/**
 * What is wrong with how a plan reads one table, before it is known which line of which test ran the statement.
 *
 * @param table the table, with its schema where the statement names one
 * @param rows how many rows the database expects to read; -1 if it does not tell
 */
record Advice(Kind kind, String table, List<String> columns, long rows, String fix) {
    ScanFinding finding(Fingerprint statement, Engine engine) {
        return new ScanFinding(kind, table, columns, rows, statement, CallSite.UNKNOWN, engine.toString(), fix, "");
    }
}
