package io.perfbudgets.junit.load;

import io.perfbudgets.measure.FailureKind;
import io.perfbudgets.measure.LoadRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** Requests of a load failed. The first of the most frequent kind is the cause, the first of each other kind suppressed. */
public final class LoadFailedError extends AssertionFailedError {
    private static final long serialVersionUID = 1L;

    LoadFailedError(LoadRun load, LoadFailures failures) {
        super(text(load), failures.first().get(0));
        setStackTrace(new StackTraceElement[0]); // our own frames; the causes have those that matter
        List<Throwable> first = failures.first();
        first.subList(1, first.size()).forEach(this::addSuppressed);
    }

    LoadFailedError(LoadRun load, long stray) {
        super(String.format(
                Locale.ROOT,
                "%,d requests failed at the server under load (%s) without failing the body that sent them. Nothing ties"
                        + " them to an iteration whose time could be left out: let the body fail on an error answer, or"
                        + " send the header Perf-Test",
                stray,
                load.scenario()));
        setStackTrace(new StackTraceElement[0]);
    }

    private static String text(LoadRun load) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d requests failed under load (%s), and no error rate is allowed%n%s",
                load.failed(),
                load.requests(),
                load.scenario(),
                load.failures().stream().map(LoadFailedError::line).collect(Collectors.joining("\n")));
    }

    private static String line(FailureKind kind) {
        return String.format(Locale.ROOT, "  %,5d x  %s", kind.count(), kind.kind());
    }
}
