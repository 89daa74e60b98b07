package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.jdbc.ObservedStatement;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.Unexplained;
import io.perfbudgets.sql.CallSite;
import io.perfbudgets.sql.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the statements that this JVM has run since {@link #observe} was called: each distinct statement is explained
 * once for each database, and again after a statement that changes the schema. Of a statement that ran a second time one
 * map look-up is all that happens. Thread-safe.
 */
public final class StatementPlans {
    private static final int MOST_STATEMENTS = 10_000;
    private static final StatementPlans OF_THIS_JVM = new StatementPlans();
    private static final Set<String> SCHEMA_WORDS = Set.of("create", "alter", "drop", "rename");
    private static boolean observed;

    private final Map<Object, ExplainedSource> sources = new ConcurrentHashMap<>();

    private StatementPlans() {}

    /** From now on every statement's plan is wanted. A second call does nothing. */
    public static synchronized void observe() {
        if (!observed) {
            observed = true;
            Capture.observe(OF_THIS_JVM::offer);
        }
    }

    private void offer(ObservedStatement statement) {
        Fingerprint fingerprint = statement.fingerprint();
        if (isExplained(fingerprint)) {
            ExplainedSource source = source(statement);
            if (source.size() < MOST_STATEMENTS) {
                source.offer(statement);
            }
        } else if (changesSchema(fingerprint)) {
            source(statement).forget();
        }
    }

    private ExplainedSource source(ObservedStatement statement) {
        @Nullable Object source = statement.source();
        return sources.computeIfAbsent(source == null ? this : source, ExplainedSource::new);
    }

    /** Whether a statement of that kind finds rows. */
    private static boolean isExplained(Fingerprint fingerprint) {
        return switch (fingerprint.kind()) {
            case SELECT, UPDATE, DELETE -> !firstWord(fingerprint).equals("truncate");
            default -> false;
        };
    }

    private static boolean changesSchema(Fingerprint fingerprint) {
        return SCHEMA_WORDS.contains(firstWord(fingerprint));
    }

    private static String firstWord(Fingerprint fingerprint) {
        String text = fingerprint.text();
        int end = text.indexOf(' ');
        return (end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /**
     * What the plans of these statements came to; those that are not explained yet are explained now.
     *
     * @param since the {@link System#nanoTime} from which on they ran: a database that saw one of them only before is not
     *     the one that is asked about
     */
    public static PlanAudit of(Map<Fingerprint, CallSite> executed, long since) {
        return OF_THIS_JVM.audit(executed, since);
    }

    private PlanAudit audit(Map<Fingerprint, CallSite> executed, long since) {
        List<ScanFinding> findings = new ArrayList<>();
        List<Unexplained> unexplained = new ArrayList<>();
        long explained = 0;
        Map<Object, String> unreachable = new ConcurrentHashMap<>();
        for (Map.Entry<Fingerprint, CallSite> each : executed.entrySet()) {
            if (!isExplained(each.getKey())) {
                continue;
            }
            List<Outcome> outcomes = new ArrayList<>();
            sources.forEach((key, source) ->
                    source.outcome(each.getKey(), since, unreachable).ifPresent(outcomes::add));
            if (outcomes.isEmpty()) {
                unexplained.add(new Unexplained(each.getKey(), "its text was not seen"));
            }
            for (Outcome outcome : outcomes) {
                if (outcome.problem().isEmpty()) {
                    outcome.findings().forEach(finding -> findings.add(finding.at(each.getValue())));
                } else {
                    unexplained.add(new Unexplained(each.getKey(), outcome.problem()));
                }
            }
            explained += outcomes.stream().allMatch(outcome -> outcome.problem().isEmpty()) ? 1 : 0;
        }
        return new PlanAudit(explained, findings, unexplained, List.of());
    }

    /**
     * What came of one statement on one database.
     *
     * @param problem why it could not be explained; empty if it was
     */
    record Outcome(List<ScanFinding> findings, String problem) {
        static Outcome failed(String problem) {
            return new Outcome(List.of(), problem);
        }
    }
}
