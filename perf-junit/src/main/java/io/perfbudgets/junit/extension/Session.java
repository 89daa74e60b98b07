package io.perfbudgets.junit.extension;

import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.BudgetFiles;
import io.perfbudgets.budget.Budgets;
import io.perfbudgets.budget.Dimension;
import io.perfbudgets.budget.InvalidAmountException;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.junit.jdbc.CaptureListenerFactory;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.Saboteur;
import io.perfbudgets.junit.unit.SlowRequests;
import io.perfbudgets.measure.MachineReader;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.prove.Doses;
import io.perfbudgets.results.PreparedRun;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsWriter;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * One execution of a test plan in this JVM: its budget files and its results file. Thread-safe.
 *
 * <p>System properties: {@code perf.skip} and {@code perf.enabled} switch everything off, {@code perf.latency.maxTime}
 * bounds the repetition of one body.
 */
@SuppressWarnings("deprecation") // Jupiter 6 would close any AutoCloseable, 5.10 closes only this
public final class Session implements CloseableResource, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    private static final String DEFAULT_MAX_TIME = "10s";
    /** What makes the values long is known, so that nothing has to tell it from a disturbance of the machine. */
    private static final int SABOTAGED_VALUES = 10;

    /** With fewer durations no percentile is compared. */
    private static final int COMPARABLE = 10;

    private static final long SABOTAGED_NANOS = 60_000_000_000L;

    private final Optional<PreparedRun> prepared;
    private final Map<Subject, AtomicInteger> delayed = new ConcurrentHashMap<>();
    private final Budgets budgets;
    private final long maxNanos;
    private final Optional<Path> folder;
    private @Nullable ResultsWriter writer;
    private @Nullable Machine machine;
    /** None where no budget is about how long requests or operations take. */
    private final @Nullable Surroundings surroundings;

    private boolean broken;
    /** Whether there are durations that a later run may be held against. */
    private boolean timed;

    private Session(Optional<PreparedRun> prepared, Budgets budgets, Optional<Path> folder, long maxNanos) {
        this.prepared = prepared;
        this.budgets = budgets;
        this.folder = folder;
        this.maxNanos = maxNanos;
        this.surroundings =
                Surroundings.matterTo(budgets) && !isSabotaged() ? new Surroundings(new MachineReader()::read) : null;
    }

    /**
     * What a test that ends now observed, with the durations of its requests and operations marked if the machine was
     * disturbed meanwhile.
     */
    public List<Measurement> marked(List<Measurement> observed) {
        return surroundings == null ? observed : surroundings.marked(observed);
    }

    /** Whether budgets are looked at in this JVM. */
    public static boolean isEnabled() {
        String skip = System.getProperty("perf.skip", "false");
        boolean skipped = skip.isEmpty() || Boolean.parseBoolean(skip);
        return !skipped && !"false".equalsIgnoreCase(System.getProperty("perf.enabled"));
    }

    /** Opens what the build has prepared; without a build (an IDE) what is found from the working folder upwards. */
    public static Session open() {
        CaptureListenerFactory.keepP6SpyQuiet();
        Optional<PreparedRun> prepared = PreparedRun.find();
        Session session = new Session(prepared, budgets(prepared), resultsFolder(prepared), configuredMaxNanos());
        SlowRequests.watch(session.budgets);
        return session;
    }

    /** The budgets in force for this JVM. */
    public static Budgets budgets() {
        return budgets(PreparedRun.find());
    }

    private static Budgets budgets(Optional<PreparedRun> prepared) {
        List<Path> files = prepared.map(PreparedRun::budgetFiles).orElseGet(() -> BudgetFiles.find(Path.of("")));
        return Budgets.read(files, prepared.map(PreparedRun::module).orElse(""));
    }

    private static Optional<Path> resultsFolder(Optional<PreparedRun> prepared) {
        return prepared.map(PreparedRun::results).or(() -> Optional.of(Path.of("target"))
                .filter(Files::isDirectory)
                .map(target -> target.resolve("perf").resolve("results")));
    }

    private static long configuredMaxNanos() {
        String text = System.getProperty("perf.latency.maxTime", DEFAULT_MAX_TIME);
        try {
            return Dimension.DURATION.parse(text);
        } catch (InvalidAmountException invalid) {
            throw new ExtensionConfigurationException("perf.latency.maxTime: " + invalid.getMessage());
        }
    }

    /** The budgets of the module. */
    public Budgets moduleBudgets() {
        return budgets;
    }

    /**
     * How sure a verdict on latency is to be.
     *
     * @param together how many latency budgets are judged together
     */
    public LatencyRules rules(int together) {
        double confidence = budgets.policy().confidence().value() / 1_000_000.0;
        LatencyRules rules =
                LatencyRules.DEFAULT.withBreachConfidence(confidence).withBudgets(Math.max(1, together));
        return isSabotaged() ? rules.withConfirmations(0).withFloor(SABOTAGED_VALUES, rules.floorTime()) : rules;
    }

    /** Whether the tests are to break their budgets, to prove that these can be broken. */
    public boolean isSabotaged() {
        return prepared.filter(PreparedRun::sabotaged).isPresent();
    }

    /**
     * Has the units of a test that begins break the budgets that hold for them, if that is what this run is for.
     *
     * @param ofTest the test's own
     */
    public void sabotage(RunningTest test, List<Budget> ofTest) {
        if (isSabotaged()) {
            test.sabotage(new Saboteur(new Doses(test.subject(), ofTest, budgets), delayed));
        }
    }

    /** How long the repetition of one body may take, nanoseconds. */
    public long maxNanos() {
        return isSabotaged() ? Math.max(maxNanos, SABOTAGED_NANOS) : maxNanos;
    }

    /** The machine as the latency budgets of this JVM have come to know it. */
    public synchronized Machine machine() {
        if (machine == null) {
            machine = new Machine();
        }
        return machine;
    }

    /** Where profiles are kept, beside the results; empty where nothing is written down. */
    public Optional<Path> profiles() {
        return folder.map(results -> results.resolveSibling("profiles"));
    }

    /** Notes that a test began. */
    public void started(String test) {
        write(out -> out.started(test));
    }

    /** Writes finished subjects down. */
    public void append(List<ResultRecord> results) {
        write(out -> {
            for (ResultRecord result : results) {
                timed |= result.measurement().latencies().count() >= COMPARABLE;
                out.append(result);
            }
        });
    }

    @FunctionalInterface
    private interface Writing {
        void to(ResultsWriter out) throws IOException;
    }

    /** Results that cannot be written break no test; the build, which then misses them, says so. */
    private synchronized void write(Writing writing) {
        if (folder.isEmpty() || broken) {
            return;
        }
        try {
            if (writer == null) {
                writer = ResultsWriter.create(
                        folder.get(),
                        RunContext.current(
                                prepared.map(PreparedRun::runId).orElse(""),
                                prepared.map(PreparedRun::module).orElse("")));
            }
            writing.to(writer);
        } catch (IOException unwritable) {
            broken = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Performance results cannot be written to " + folder.get(),
                    unwritable);
        }
    }

    /** Marks the results file as complete. */
    @Override
    public synchronized void close() throws IOException {
        SlowRequests.watch(Budgets.none());
        if (writer != null) {
            if (timed) {
                writer.canary(machine().times());
            }
            writer.close();
            writer = null;
        }
    }
}
