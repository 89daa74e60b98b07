package io.perfbudgets.probe.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of one scenario.
 *
 * @param scenario its name
 * @param answers by kind of request, in the order of the scenario
 * @param nanos how long it took, warm-up left out
 * @param mostInFlight the most requests that were unanswered at one time
 * @param stopped why it was stopped before its end; empty if it came to its end
 */
public record LoadResult(
        String scenario, List<Answers> answers, long nanos, int mostInFlight, Optional<String> stopped) {
    public LoadResult {
        answers = List.copyOf(answers);
    }

    /** How many requests were answered or failed. */
    public long requests() {
        return answers.stream().mapToLong(Answers::requests).sum();
    }

    /** How many failed. */
    public long failed() {
        return answers.stream().mapToLong(each -> each.measurement().failed()).sum();
    }

    /** How many failed, by the kind of failure. */
    public Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        answers.forEach(each -> each.failures().forEach((kind, count) -> counts.merge(kind, count, Long::sum)));
        return counts;
    }

    /** Good answers a second, warm-up left out. */
    public double perSecond() {
        long good = answers.stream()
                .flatMap(each -> each.measurement().load().stream())
                .mapToLong(load -> load.requests() - load.failed())
                .sum();
        return nanos == 0 ? 0 : good * 1e9 / nanos;
    }
}
