package io.perfbudgets.measure;

import io.perfbudgets.sql.NPlusOne;
import io.perfbudgets.sql.RunOnce;
import io.perfbudgets.sql.UnitStatements;
import java.util.List;

/**
 * One finished unit.
 *
 * @param nanos how long it took, nanoseconds
 * @param statements the SQL that it ran, its inner units' included
 * @param nPlusOnes what it or one of its inner units repeated; a repeat across inner units is none
 * @param repeats what it or one of its inner units ran again and again with nothing that varies
 * @param failed whether it ended in an error: an exception, or an answer with a status of 500 or above
 * @param allocation what it allocated, its inner units' included
 * @param responseBytes of the body that a request was answered with; -1 if nobody counted
 */
public record UnitResult(
        long nanos,
        UnitStatements statements,
        List<NPlusOne> nPlusOnes,
        List<RunOnce> repeats,
        boolean failed,
        Allocation allocation,
        long responseBytes) {
    public UnitResult {
        nPlusOnes = List.copyOf(nPlusOnes);
        repeats = List.copyOf(repeats);
    }

    /** A unit in which nothing repeats that could be run once, and whose allocation nobody asked for. */
    public UnitResult(long nanos, UnitStatements statements, List<NPlusOne> nPlusOnes, boolean failed) {
        this(nanos, statements, nPlusOnes, List.of(), failed, Allocation.NOT_ASKED, -1);
    }

    /** A unit whose allocation nobody asked for. */
    public UnitResult(
            long nanos, UnitStatements statements, List<NPlusOne> nPlusOnes, List<RunOnce> repeats, boolean failed) {
        this(nanos, statements, nPlusOnes, repeats, failed, Allocation.NOT_ASKED, -1);
    }
}
