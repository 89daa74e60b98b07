package io.perfbudgets.judge;

/** Where a live latency decision stands after the values it has seen. */
public sealed interface LatencyState {
    /**
     * The series goes on.
     *
     * @param values undisturbed values until the next look, at least 1
     */
    record NeedsMore(int values) implements LatencyState {}

    /**
     * The series just ended looks broken; whether it is shall be seen in a fresh series. The next value opens it. Say so
     * to the user before taking it: the number of confirming series is fixed beforehand, and there is no other retry.
     *
     * @param series which confirming series is to come, from 1
     * @param of how many confirming series must all breach
     * @param values undisturbed values until its first look
     * @param soFar what the series just ended and the ones before it came to
     */
    record NeedsConfirmation(int series, int of, int values, LatencyEvidence soFar) implements LatencyState {}

    /** Nothing more to measure. Values added after this are ignored. */
    record Decided(LatencyJudgement judgement) implements LatencyState {}
}
