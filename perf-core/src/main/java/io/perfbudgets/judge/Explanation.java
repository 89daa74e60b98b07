package io.perfbudgets.judge;

import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text that explains a verdict: what, by how much, where, why we believe it, what to do. Lines are separated by
 * {@code \n} and carry no trailing one.
 */
public final class Explanation {
    private static final String FEWER =
            "  Fewer than expected: something is not loaded any more, or now comes from a cache."
                    + " If that is meant, lower the number.";
    private static final String MORE = "  More than expected. If that is meant, raise the number.";

    private Explanation() {}

    /** The whole explanation of one verdict. */
    public static String of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(verdict));
        if (verdict.outcome() == Outcome.UNMEASURED) {
            lines.add("  " + noun(verdict) + ", budget " + verdict.budget().limit() + ": " + verdict.reason());
        } else if (MemoryLines.explain(verdict)) {
            lines.addAll(MemoryLines.of(verdict));
        } else if (isOfProcess(verdict.budget().metric())) {
            lines.addAll(ProcessLines.of(verdict));
        } else {
            switch (verdict.budget().metric().judging()) {
                case DISTRIBUTION -> addLatency(lines, verdict);
                case SHARE, PACE -> lines.add(compared(verdict));
                case EXACT -> addCount(lines, verdict);
                case FEW, PEAK, TREND -> throw new IllegalStateException("explained above");
            }
            if (verdict.budget().isRegression()) {
                lines.add(1 + Math.min(1, lines.size() - 1), "  Baseline: " + verdict.reason());
            }
            verdict.evidence().flatMap(Measurement::load).ifPresent(load -> lines.addAll(LoadLines.of(load)));
        }
        if (verdict.outcome() == Outcome.BREACHED) {
            verdict.evidence()
                    .flatMap(Measurement::profile)
                    .ifPresent(profile -> lines.addAll(ProfileLines.of(profile)));
        }
        return String.join("\n", lines);
    }

    /**
     * What to tell before a confirming series is taken, in one line: that it was declared beforehand is what makes it no
     * retry.
     */
    public static String confirming(Budget budget, Subject subject, LatencyState.NeedsConfirmation state) {
        return LatencyVerdict.announcement(budget, subject, state);
    }

    /**
     * The explanations of several verdicts, one after the other. Statements of a subject that one of them has shown are not
     * shown again.
     */
    public static String of(List<Verdict> verdicts) {
        Set<String> shown = new HashSet<>();
        return verdicts.stream().map(verdict -> withoutShown(verdict, shown)).collect(Collectors.joining("\n\n"));
    }

    private static String withoutShown(Verdict verdict, Set<String> shown) {
        List<String> lines = of(verdict).lines().toList();
        String whose = verdict.subject() + " " + verdict.test() + " ";
        List<String> kept = lines.stream()
                .filter(line -> !StatementLines.isOne(line) || !shown.contains(whose + line))
                .collect(Collectors.toCollection(ArrayList::new));
        lines.stream().filter(StatementLines::isOne).forEach(line -> shown.add(whose + line));
        if (kept.size() < lines.size()) {
            kept.add(Math.min(2, kept.size()), "        (statements as above)");
        }
        return String.join("\n", kept);
    }

    private static String headline(Verdict verdict) {
        String what =
                switch (verdict.outcome()) {
                    case WITHIN -> "Performance budget kept: ";
                    case BREACHED -> "Performance budget broken: ";
                    case UNDECIDED -> "Performance budget undecided: ";
                    case UNMEASURED -> "Performance budget not measured: ";
                };
        return what + whom(verdict) + "  (" + verdict.budget().origin() + ")";
    }

    /** An annotation's budget is known by its test, one of a file by its subject. */
    private static String whom(Verdict verdict) {
        boolean annotated = verdict.budget().origin().declaration().startsWith("@");
        return annotated && !verdict.test().isEmpty()
                ? new Subject(Subject.Kind.TEST, verdict.test()).shortName()
                : verdict.subject().shortName();
    }

    private static String noun(Verdict verdict) {
        Metric metric = verdict.budget().metric();
        if (MemoryLines.explain(verdict)) {
            return MemoryLines.noun(verdict);
        }
        if (isOfProcess(metric)) {
            return ProcessLines.noun(verdict);
        }
        String what =
                switch (metric.judging()) {
                    case DISTRIBUTION -> LatencyVerdict.title(metric);
                    case SHARE, PACE -> name(metric);
                    default -> CountedNoun.of(metric, 2);
                };
        return what + " of " + verdict.subject().shortName();
    }

    private static String compared(Verdict verdict) {
        Metric metric = verdict.budget().metric();
        String observed = verdict.observed().map(Amount::toString).orElse("unknown");
        return "  " + name(metric) + " " + observed + ", budget " + (metric.isMinimum() ? "at least " : "")
                + verdict.budget().limit() + "  (" + verdict.reason() + ")";
    }

    private static String name(Metric metric) {
        return metric == Metric.ERROR_RATE ? "error rate" : metric.key();
    }

    private static boolean isOfProcess(Metric metric) {
        return switch (metric) {
            case STARTUP, MEMORY_IDLE, MEMORY_PEAK, MEMORY_PER_REQUEST, MEMORY_GROWTH -> true;
            default -> false;
        };
    }

    private static void addLatency(List<String> lines, Verdict verdict) {
        String observed = verdict.observed().map(Amount::toString).orElse("unknown");
        lines.add("  " + LatencyVerdict.title(verdict.budget().metric()) + " " + observed + ", budget "
                + LatencyVerdict.limit(verdict.budget())
                + (verdict.budget().isRegression() ? "" : "  (" + verdict.reason() + ")"));
        verdict.evidence().ifPresent(evidence -> {
            lines.add("  " + durations(evidence, verdict.budget().metric()));
            if (verdict.outcome() == Outcome.BREACHED && evidence.worstUnit().count() > 0) {
                lines.addAll(StatementLines.slowest(evidence));
            }
        });
    }

    private static String durations(Measurement measurement, Metric of) {
        return measurement.durations(of).count() > 0
                ? distribution(measurement, of)
                : measurement.percentiles().map(SummaryVerdict::line).orElseGet(() -> distribution(measurement, of));
    }

    private static String distribution(Measurement measurement, Metric of) {
        Latencies latencies = measurement.durations(of);
        StringBuilder line = new StringBuilder();
        for (Metric metric : List.of(Metric.LATENCY_P50, Metric.LATENCY_P90, Metric.LATENCY_P95, Metric.LATENCY_P99)) {
            line.append(LatencyVerdict.name(metric))
                    .append(' ')
                    .append(Amount.nanos(latencies.percentile(metric.quantile())))
                    .append(" · ");
        }
        line.append("max ").append(Amount.nanos(latencies.max()));
        long total = latencies.mean() * latencies.count();
        if (of != Metric.TRANSACTION && measurement.sqlNanos() > 0 && total > 0 && measurement.units() > 0) {
            long share =
                    Math.min(100, Math.round(100.0 * measurement.sqlNanos() / measurement.units() / latencies.mean()));
            line.append(String.format(
                    Locale.ROOT,
                    "; %d %% of the time in SQL (%s, %s)",
                    share,
                    Amount.nanos(measurement.sqlNanos() / measurement.units()),
                    CountedNoun.counted(Metric.QUERIES, measurement.worstUnit().count())));
        }
        return line.toString();
    }

    private static void addCount(List<String> lines, Verdict verdict) {
        Metric metric = verdict.budget().metric();
        if (metric == Metric.QUERIES_GROWTH || metric == Metric.QUERIES_RECORDED) {
            verdict.reason().lines().forEach(line -> lines.add("  " + line));
            return;
        }
        long observed = verdict.observed().map(Amount::value).orElse(0L);
        if (metric == Metric.FULL_SCANS) {
            lines.addAll(FullScanLines.of(verdict, observed));
            return;
        }
        lines.add("  " + verdict.subject().shortName() + " " + CountedNoun.verb(metric) + " "
                + CountedNoun.counted(metric, observed) + " in one " + Units.noun(verdict.subject()) + ", "
                + limit(verdict.budget()));
        verdict.evidence().ifPresent(evidence -> {
            if (metric == Metric.QUERIES_EXACTLY) {
                boolean fewer = observed < verdict.budget().limit().value();
                lines.addAll(StatementLines.of(evidence, fewer ? metric : Metric.QUERIES));
                lines.add(fewer ? FEWER : MORE);
            } else {
                lines.addAll(FactLines.of(evidence, metric));
            }
        });
    }

    private static String limit(Budget budget) {
        String limit = budget.limit().toString();
        if (budget.metric() == Metric.QUERIES_EXACTLY) {
            return "expected exactly " + limit;
        }
        return budget.limit().value() == 0 ? "none allowed" : "budget " + limit;
    }
}
