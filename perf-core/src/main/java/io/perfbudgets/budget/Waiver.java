package io.perfbudgets.budget;

import java.time.LocalDate;

/**
 * A breach accepted by name until a date.
 *
 * @param subject the subject's name, or a test's short name
 * @param budget which of its budgets may be broken, by {@link Budget#name()}
 * @param until the last day on which it holds
 * @param reason why
 * @param owner who mends it
 * @param origin where it was declared
 */
public record Waiver(String subject, String budget, LocalDate until, String reason, String owner, Origin origin) {

    /** Whether it is about that subject's budget, whatever the date. */
    public boolean covers(Subject other, Budget of) {
        return budget.equals(of.name()) && (subject.equals(other.name()) || subject.equals(other.shortName()));
    }

    /** Whether {@code today} is past its last day. */
    public boolean isExpiredOn(LocalDate today) {
        return today.isAfter(until);
    }
}
