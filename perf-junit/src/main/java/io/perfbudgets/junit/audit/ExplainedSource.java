package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.StatementPlans.Outcome;
import io.perfbudgets.junit.jdbc.Capture;
import io.perfbudgets.junit.jdbc.ObservedStatement;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.plan.UnreadablePlanException;
import io.perfbudgets.sql.Fingerprint;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The statements that ran against one source of connections.
 *
 * <p>Those of a DataSource wait until the test's body is over and are then explained on a connection of our own from it,
 * which a thread of our own asks for: a pool that has none free costs {@value #PATIENCE_MILLIS} ms and a missing verdict,
 * never a deadlock. What lives in memory may be gone by then, and who opens connections by a URL keeps the password to
 * himself: there the statement is explained on the application's own connection right after it ran. Thread-safe.
 */
final class ExplainedSource {
    private static final long PATIENCE_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = 60_000;
    private static final Pattern IN_MEMORY =
            Pattern.compile("jdbc:(?:p6spy:)?(?:sqlite:(?:$|:memory:|.*mode=memory).*|h2:mem:.*)");

    private final Object source;
    private final Map<Fingerprint, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<Fingerprint, Long> lastRan = new ConcurrentHashMap<>();
    private final Map<Fingerprint, Outcome> outcomes = new ConcurrentHashMap<>();

    /** A statement that is still to be explained, and the connection that it ran on while that lives. */
    private record Waiting(String sql, List<?> values, WeakReference<Connection> ranOn) {}

    ExplainedSource(Object source) {
        this.source = source;
    }

    int size() {
        return waiting.size() + outcomes.size();
    }

    void offer(ObservedStatement statement) {
        Fingerprint fingerprint = statement.fingerprint();
        lastRan.put(fingerprint, System.nanoTime());
        if (outcomes.containsKey(fingerprint) || waiting.containsKey(fingerprint)) {
            return;
        }
        if (!(source instanceof DataSource) || isInMemory(statement.connection())) {
            Map<Fingerprint, Waiting> one = Map.of(fingerprint, waiting(statement));
            Capture.unobserved(() -> explain(statement.connection(), one));
        } else {
            waiting.putIfAbsent(fingerprint, waiting(statement));
        }
    }

    private static Waiting waiting(ObservedStatement statement) {
        return new Waiting(statement.sql(), statement.values(), new WeakReference<>(statement.connection()));
    }

    private static boolean isInMemory(Connection connection) {
        try {
            String url = connection.getMetaData().getURL();
            return url != null && IN_MEMORY.matcher(url).matches();
        } catch (SQLException unknown) {
            return false;
        }
    }

    /** The schema is another one from now on. */
    void forget() {
        outcomes.clear();
    }

    /**
     * What came of a statement; empty if it did not run here.
     *
     * @param since the {@link System#nanoTime} from which on it is to have run
     * @param unreachable why a source gave no connection, so that one test waits for it once
     */
    Optional<Outcome> outcome(Fingerprint fingerprint, long since, Map<Object, String> unreachable) {
        Long ran = lastRan.get(fingerprint);
        if (ran == null || ran - since < 0) {
            return Optional.empty();
        }
        Outcome known = outcomes.get(fingerprint);
        if (known != null || !waiting.containsKey(fingerprint)) {
            return Optional.ofNullable(known);
        }
        String problem = unreachable.get(source);
        if (problem == null) {
            problem = explainWaiting();
            if (!problem.isEmpty()) {
                unreachable.put(source, problem);
            }
        }
        Outcome now = outcomes.get(fingerprint);
        return Optional.of(now == null ? Outcome.failed(problem) : now);
    }

    /** Explains all that waits; what is wrong if that could not be done. */
    private synchronized String explainWaiting() {
        Map<Fingerprint, Waiting> all = new LinkedHashMap<>(waiting);
        Exchange exchange = new Exchange();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            Capture.unobserved(() -> explainOnOurOwn(all, exchange));
            return true;
        });
        Thread thread = new Thread(task, "perf-explain");
        thread.setDaemon(true);
        thread.start();
        String problem = exchange.await(PATIENCE_MILLIS);
        if (problem.equals(Exchange.NONE_FREE)) {
            // The test holds what the pool has: what it holds is idle now that its body is over.
            Connection held = all.values().stream()
                    .map(each -> each.ranOn().get())
                    .filter(Objects::nonNull)
                    .filter(ExplainedSource::isOpen)
                    .findFirst()
                    .orElse(null);
            if (held == null) {
                return problem;
            }
            Capture.unobserved(() -> explain(held, all));
            return "";
        }
        if (problem.isEmpty()) {
            problem = finished(task);
        }
        return problem;
    }

    private static String finished(FutureTask<Boolean> task) {
        try {
            task.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            return "";
        } catch (TimeoutException slow) {
            return "explaining took longer than " + LONGEST_MILLIS / 1_000 + " s";
        } catch (ExecutionException fault) {
            return "explaining failed: " + fault.getCause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "explaining was interrupted";
        }
    }

    private static boolean isOpen(@Nullable Connection connection) {
        try {
            return connection != null && !connection.isClosed();
        } catch (SQLException broken) {
            return false;
        }
    }

    private void explainOnOurOwn(Map<Fingerprint, Waiting> all, Exchange exchange) {
        try (Connection own = ((DataSource) source).getConnection()) {
            if (exchange.arrived()) {
                explain(own, all);
            }
        } catch (SQLException | RuntimeException refused) {
            exchange.refused("no connection could be had to explain it: " + firstLine(refused));
        }
    }

    private void explain(Connection connection, Map<Fingerprint, Waiting> all) {
        try (Explaining explaining = Explaining.on(connection)) {
            all.forEach((fingerprint, each) -> settle(fingerprint, explain(explaining, fingerprint, each)));
        } catch (SQLException | RuntimeException | Explaining.NotExplainableException refused) {
            all.keySet().stream()
                    .filter(fingerprint -> !outcomes.containsKey(fingerprint))
                    .forEach(fingerprint -> settle(fingerprint, Outcome.failed(firstLine(refused))));
        }
    }

    private void settle(Fingerprint fingerprint, Outcome outcome) {
        outcomes.put(fingerprint, outcome);
        waiting.remove(fingerprint);
    }

    private static Outcome explain(Explaining explaining, Fingerprint fingerprint, Waiting each) {
        try {
            List<ScanFinding> findings = explaining.explain(each.sql(), fingerprint, each.values()).stream()
                    .map(advice -> advice.finding(fingerprint, explaining.engine()))
                    .toList();
            return new Outcome(findings, "");
        } catch (SQLException refused) {
            String message = Redaction.of(firstLine(refused), each.sql(), each.values());
            return Outcome.failed(explaining.engine() + " does not explain it: " + message);
        } catch (UnreadablePlanException unreadable) {
            return Outcome.failed(firstLine(unreadable));
        }
    }

    private static String firstLine(Exception problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse(problem.getClass().getSimpleName());
    }

    /** The one who waits for a connection and the one who asks for it agree on whether it came in time. */
    private static final class Exchange {
        static final String NONE_FREE =
                "no connection was free to explain it on: the pool has none besides those in use";

        private @Nullable String answer;

        /** Whether somebody still waits for it. */
        synchronized boolean arrived() {
            if (answer == null) {
                answer = "";
                notifyAll();
            }
            return answer.isEmpty();
        }

        synchronized void refused(String problem) {
            if (answer == null) {
                answer = problem;
                notifyAll();
            }
        }

        synchronized String await(long millis) {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            while (answer == null) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    answer = NONE_FREE;
                    break;
                }
                try {
                    wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    answer = "waiting for a connection was interrupted";
                }
            }
            return answer;
        }
    }
}
