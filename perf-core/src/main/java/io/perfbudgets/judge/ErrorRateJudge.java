package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.measure.LoadRun;
import io.perfbudgets.measure.Measurement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the share of requests that fail under load. Each fails with the same chance under the null hypothesis, so their
 * number is binomial: BREACHED when so many failures would be rarer than the risk at the limit, WITHIN when so few would
 * be at a rate beyond it. A limit of 0 is exact: the first failure breaks it.
 */
final class ErrorRateJudge {
    private static final double MILLION = 1e6;

    private ErrorRateJudge() {}

    static Verdict judge(Budget budget, Measurement measurement, LatencyRules rules) {
        LoadRun load = measurement.load().orElse(null);
        if (load == null || load.requests() == 0) {
            return Verdict.unmeasured(
                    budget,
                    measurement.subject(),
                    "an error rate is judged under load, and no test with @Load caused any");
        }
        double allowed = budget.limit().value() / MILLION;
        long failed = load.failed();
        long requests = load.requests();
        String counted = String.format(Locale.ROOT, "%,d of %,d requests failed", failed, requests);
        if (allowed == 0) {
            return verdict(budget, measurement, failed == 0 ? Outcome.WITHIN : Outcome.BREACHED, counted);
        }
        if (Binomial.atMost(requests, failed, allowed) <= rules.withinRisk()) {
            return verdict(budget, measurement, Outcome.WITHIN, counted);
        }
        if (Binomial.atLeast(requests, failed, allowed) <= rules.breachRisk()) {
            return verdict(
                    budget,
                    measurement,
                    Outcome.BREACHED,
                    counted + "; within the budget so many would be rarer than " + percent(rules.breachRisk()));
        }
        int needed = fewest(allowed, rules);
        return verdict(
                budget,
                measurement,
                Outcome.UNDECIDED,
                counted + "; "
                        + (requests < needed ? "it needs " + needed + " requests" : "too close to the limit to say"));
    }

    /** Fewest requests, none of them failed, that can be within the limit. */
    static int fewest(double allowed, LatencyRules rules) {
        return allowed == 0 ? 1 : (int) Math.ceil(Math.log(rules.withinRisk()) / Math.log1p(-allowed) - 1e-9);
    }

    private static String percent(double share) {
        return new BigDecimal(share * 100)
                        .round(new java.math.MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    private static Verdict verdict(Budget budget, Measurement measurement, Outcome outcome, String reason) {
        LoadRun load = measurement.load().orElseThrow();
        Amount observed = new Amount(Dimension.RATIO, Math.round(MILLION * load.failed() / load.requests()));
        return new Verdict(
                budget, measurement.subject(), outcome, Optional.of(observed), reason, Optional.of(measurement));
    }
}
