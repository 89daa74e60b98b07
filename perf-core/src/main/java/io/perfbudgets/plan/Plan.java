package io.perfbudgets.plan;

import java.util.List;

/**
 * What a database intends to do for one statement. Immutable.
 *
 * @param reads the tables that it reads, in the plan's order
 * @param sorts whether it sorts or groups in a temporary structure
 */
public record Plan(List<TableRead> reads, boolean sorts) {
    public Plan {
        reads = List.copyOf(reads);
    }
}
