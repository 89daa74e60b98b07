package io.perfbudgets.benchmarks.capture;

import java.util.List;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import org.quickperf.TestExecutionContext;
import org.quickperf.sql.SqlExecutions;
import org.quickperf.sql.SqlRecorder;

/** Keeps what QuickPerf's own recorder keeps of one test while it runs; that one also wants the test. */
final class QuickPerfRecorder implements SqlRecorder<SqlExecutions> {
    private final SqlExecutions executions = new SqlExecutions();

    @Override
    public void addQueryExecution(ExecutionInfo execution, List<QueryInfo> queries, int listener) {
        executions.add(execution, queries);
    }

    @Override
    public void startRecording(TestExecutionContext test) {}

    @Override
    public void stopRecording(TestExecutionContext test) {}

    @Override
    public SqlExecutions findRecord(TestExecutionContext test) {
        return executions;
    }

    @Override
    public void cleanResources() {}
}
