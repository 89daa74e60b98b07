package io.perfbudgets.prove;

import io.perfbudgets.measure.Measurement;
import io.perfbudgets.sql.StatementGroup;

/**
 * The extra statements of one unit.
 *
 * @param same how often one SELECT is run
 * @param kinds of so many different SELECTs each is run {@value #REPEATS} times with one value, and with as many values
 */
public record StatementDose(int same, int kinds) {
    /** Nothing. */
    public static final StatementDose NONE = new StatementDose(0, 0);

    /** What the alias of their only column begins with, by which they are known. */
    public static final String ALIAS = "perf_prove";

    /** As often as a repeated query is a finding in any unit. */
    public static final int REPEATS = 5;

    StatementDose and(StatementDose other) {
        return new StatementDose(Math.max(same, other.same), Math.max(kinds, other.kinds));
    }

    public boolean isNone() {
        return same == 0 && kinds == 0;
    }

    /** How many extra statements ran in the unit of {@code measurement} that ran most statements. */
    static long ran(Measurement measurement) {
        return measurement.worstUnit().groups().stream()
                .filter(group -> group.fingerprint().text().contains(ALIAS))
                .mapToLong(StatementGroup::count)
                .sum();
    }
}
