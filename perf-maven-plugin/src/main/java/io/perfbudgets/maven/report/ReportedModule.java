package io.perfbudgets.maven.report;

import io.perfbudgets.gate.GateReport;

/**
 * One module of a report.
 *
 * @param report what was measured and judged
 * @param past what is known from before
 */
public record ReportedModule(GateReport report, Past past) {}
