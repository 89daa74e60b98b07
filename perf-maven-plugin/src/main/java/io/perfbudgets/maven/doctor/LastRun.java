package io.perfbudgets.maven.doctor;

import static io.perfbudgets.maven.doctor.Observation.fine;
import static io.perfbudgets.maven.doctor.Observation.note;
import static io.perfbudgets.maven.doctor.Observation.wrong;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.gate.RunResults;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tests have seen when they ran last. */
final class LastRun {
    private final RunResults results;
    private final boolean hasDatabase;

    /** @param hasDatabase whether a JDBC driver is on the test class path */
    LastRun(RunResults results, boolean hasDatabase) {
        this.results = results;
        this.hasDatabase = hasDatabase;
    }

    List<Observation> observations() {
        if (results.subjects().isEmpty()) {
            return List.of(
                    note("No run to look at: run mvn verify, then this again, and it says what the tests have seen"));
        }
        List<Observation> all = new ArrayList<>();
        all.add(fine("Last run: %s, %s, %s, %s"
                .formatted(
                        some(results.jvms().size(), "test JVM"),
                        some(count(Subject.Kind.TEST), "test"),
                        some(count(Subject.Kind.REQUEST), "route"),
                        some(count(Subject.Kind.OPERATION), "operation"))));
        if (hasDatabase) {
            all.add(sql());
        }
        if (count(Subject.Kind.REQUEST) == 0) {
            all.add(note(
                    "No test caused a request that was handled in its own JVM, so budgets of requests meet nothing"));
        }
        unattributed().ifPresent(all::add);
        results.unfinished().forEach(jvm -> all.add(wrong("Of the last run " + jvm)));
        return all;
    }

    private Observation sql() {
        List<Measurement> tests = results.subjects().stream()
                .filter(subject -> subject.kind() == Subject.Kind.TEST)
                .flatMap(subject -> results.measurement(subject).stream())
                .toList();
        long captured = tests.stream().filter(Measurement::sqlCaptured).count();
        if (captured == 0) {
            return wrong("No captured DataSource was used: budgets on statements are not measured");
        }
        return fine("SQL was captured in " + captured + " of " + tests.size() + " tests");
    }

    private Optional<Observation> unattributed() {
        return results.subjects().stream()
                .flatMap(subject -> results.measurement(subject).stream())
                .flatMap(measurement -> measurement.unattributed().stream())
                .findFirst()
                .map(first -> wrong("Some statements cannot be told whose they are, such as, on thread \""
                        + first.thread() + "\": " + first.statement()));
    }

    private long count(Subject.Kind kind) {
        return results.subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .count();
    }

    private static String some(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
