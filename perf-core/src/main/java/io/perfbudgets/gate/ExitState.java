package io.perfbudgets.gate;

import io.perfbudgets.judge.Outcome;

/** What a judgement comes to for scripts: one number for each case that they may want to tell apart. */
public enum ExitState {
    /** The budgets are kept, or what became of them may pass. */
    KEPT(0),
    /** A budget is broken. */
    BROKEN(1),
    /** Nothing was judged: something is wrong with the configuration, the build or the tool. */
    FAILED(2),
    /** None is broken, but something could not be measured or decided, and that must not pass. */
    NOT_JUDGED(3);

    private final int code;

    ExitState(int code) {
        this.code = code;
    }

    /** The number, as a process would exit with it. */
    public int code() {
        return code;
    }

    /** What a report comes to. */
    public static ExitState of(GateReport report) {
        if (report.passed()) {
            return KEPT;
        }
        boolean broken = report.findings(Effect.FAILS).stream()
                .anyMatch(finding -> finding.verdict().outcome() == Outcome.BREACHED);
        return broken ? BROKEN : NOT_JUDGED;
    }
}
