package io.perfbudgets.prove;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.Effect;
import io.perfbudgets.gate.Finding;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether one budget broke when it had to.
 *
 * @param verdict what was found of it in the sabotaged run
 * @param state what that shows
 * @param injected what was done to the units that it is held against, for people; empty for nothing
 * @param reason why it is not proved, or what keeps it from breaking; empty for one that is proved
 */
public record Proof(Verdict verdict, State state, String injected, String reason) {
    static final Comparator<Proof> ORDER = Comparator.comparing(Proof::state)
            .thenComparing(proof -> proof.verdict().subject().kind())
            .thenComparing(proof -> proof.verdict().subject().name())
            .thenComparing(proof -> proof.verdict().budget().metric())
            .thenComparing(proof -> proof.verdict().test());

    /** What a sabotaged run shows of a budget; the gravest first. */
    public enum State {
        /** It did not break: what it is about is not captured, not attributed or not judged. */
        EMPTY,
        /** It was not sabotaged, or what came of it says nothing. */
        NOT_PROVED,
        /** It broke. */
        PROVED
    }

    /**
     * What a finding of a sabotaged run shows.
     *
     * @param partial whether only some of the tests took part on purpose, so that what was not met says nothing
     */
    static Proof of(Finding finding, boolean partial) {
        Verdict verdict = finding.verdict();
        Optional<String> refusal = Sabotage.refusal(verdict.budget()).or(() -> noEvidence(verdict));
        if (refusal.isPresent()) {
            return new Proof(verdict, State.NOT_PROVED, "", refusal.get());
        }
        long statements = verdict.evidence().map(StatementDose::ran).orElse(0L);
        String injected = Sabotage.injected(verdict.budget(), statements);
        return switch (verdict.outcome()) {
            case BREACHED ->
                finding.effect() == Effect.WAIVED
                        ? new Proof(verdict, State.NOT_PROVED, injected, "it breaks, but a waiver accepts that")
                        : new Proof(verdict, State.PROVED, injected, "");
            case UNDECIDED -> new Proof(verdict, State.NOT_PROVED, injected, "undecided: " + verdict.reason());
            case UNMEASURED -> {
                boolean unmet = verdict.evidence().isEmpty();
                yield unmet && partial
                        ? new Proof(verdict, State.NOT_PROVED, "", "only some of the tests ran: " + verdict.reason())
                        : new Proof(verdict, State.EMPTY, "", "not measured: " + verdict.reason());
            }
            case WITHIN -> kept(verdict, injected, statements);
        };
    }

    private static Optional<String> noEvidence(Verdict verdict) {
        Optional<Measurement> seen = verdict.evidence();
        if (seen.flatMap(Measurement::load).isPresent()) {
            return Optional.of("nothing is done to units under load");
        }
        boolean failed = verdict.outcome() != Outcome.BREACHED
                && seen.filter(Proof::hasFailed).isPresent();
        return failed ? Optional.of("it failed when it was sabotaged: " + verdict.reason()) : Optional.empty();
    }

    private static boolean hasFailed(Measurement seen) {
        return seen.failed() > 0 && (seen.subject().kind() == Subject.Kind.TEST || seen.failed() == seen.units());
    }

    private static Proof kept(Verdict verdict, String injected, long statements) {
        Budget budget = verdict.budget();
        boolean aboutStatements = !budget.metric().isLatency()
                && budget.metric() != Metric.SLOW_REQUESTS
                && budget.metric() != Metric.ALLOCATION;
        if (aboutStatements && statements == 0) {
            return untouched(verdict);
        }
        return new Proof(verdict, State.EMPTY, injected, "it does not break: " + verdict.reason());
    }

    /** A unit that ran no statement gives no connection to run an extra one on. */
    private static Proof untouched(Verdict verdict) {
        boolean ranSome =
                verdict.evidence().filter(seen -> seen.worstUnit().count() > 0).isPresent();
        if (ranSome) {
            return new Proof(verdict, State.NOT_PROVED, "", "no extra statement could be run beside its own");
        }
        boolean asksForNone = verdict.budget().metric() == Metric.QUERIES
                && verdict.budget().limit().value() == 0;
        boolean annotated = verdict.budget().origin().declaration().startsWith("@");
        return annotated && !asksForNone
                ? new Proof(
                        verdict,
                        State.EMPTY,
                        "",
                        "it ran no statement on a captured connection, so that it counts none, whatever it runs")
                : new Proof(verdict, State.NOT_PROVED, "", "it runs no statement on a captured connection");
    }
}
