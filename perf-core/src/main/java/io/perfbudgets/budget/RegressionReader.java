package io.perfbudgets.budget;

import io.perfbudgets.budget.YamlNode.Entry;
import io.perfbudgets.budget.YamlNode.Scalar;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a section {@code regression}: by how much a value may be worse than it was in the baseline. */
final class RegressionReader {
    private static final List<String> METRICS = Arrays.stream(Metric.values())
            .filter(Metric::isComparable)
            .map(Metric::key)
            .toList();
    private static final String EXAMPLE = "{ latency.p95: 5%, queries: 0 }";
    private static final String LIFTED = "allow";
    private static final long ONE = 1_000_000;
    /** Such shares are slips of the pen. */
    private static final long TOO_MUCH = 10 * ONE;

    private final Reading reading;

    private RegressionReader(Reading reading) {
        this.reading = reading;
    }

    static Map<Metric, Limit> read(YamlNode node, String path, Reading reading) {
        RegressionReader reader = new RegressionReader(reading);
        Map<Metric, Limit> limits = new EnumMap<>(Metric.class);
        reading.mapping(node, path, METRICS, EXAMPLE).ifPresent(mapping -> {
            if (mapping.entries().isEmpty()) {
                reading.problem(node.place(), path + " sets no limit", "Write " + EXAMPLE);
            }
            mapping.entries().forEach((key, entry) -> Metric.ofKey(key)
                    .filter(Metric::isComparable)
                    .flatMap(metric -> reader.limit(metric, entry, path + "." + key))
                    .ifPresent(limit -> limits.put(limit.metric(), limit)));
        });
        return limits;
    }

    private Optional<Limit> limit(Metric metric, Entry entry, String path) {
        YamlNode node = entry.value();
        Origin origin = reading.origin(path, node.place());
        int column = node.place().column();
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        if (text.equals(LIFTED)) {
            return Optional.of(new Limit(metric, Optional.empty(), origin, column));
        }
        if (metric.judging() == Judging.EXACT && !text.strip().endsWith("%")) {
            return reading.amount(Dimension.COUNT, node, path)
                    .map(more -> new Limit(metric, Optional.of(more), origin, column));
        }
        return reading.amount(Dimension.RATIO, node, path)
                .filter(share -> isPossible(share, node, path))
                .map(share -> new Amount(Dimension.FACTOR, ONE + share.value()))
                .map(factor -> new Limit(metric, Optional.of(factor), origin, column));
    }

    private boolean isPossible(Amount share, YamlNode node, String path) {
        boolean possible = share.value() < TOO_MUCH;
        if (!possible) {
            reading.problem(node.place(), path + " of " + share + " allows anything", "Write 5%");
        }
        return possible;
    }
}
