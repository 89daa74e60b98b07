package io.perfbudgets.maven.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which metric of k6 a name is that may be one of a part of the requests: {@code http_req_duration{name:games,method:GET}}.
 *
 * @param requests what these requests are called, the method in front; empty for all
 * @param key the metric, and whether only of requests that did not fail
 */
record K6Metric(String requests, String key) {
    private static final Set<String> METRICS = Set.of(K6Metrics.DURATION, K6Metrics.REQUESTS, K6Metrics.FAILED);
    private static final Set<String> TAGS = Set.of("name", "url", "method", "expected_response");

    /** Empty if nothing is to be learnt from it, or if it is of some of the requests of a name only. */
    static Optional<K6Metric> of(String written) {
        int brace = written.indexOf('{');
        String metric = brace < 0 ? written : written.substring(0, brace);
        if (!METRICS.contains(metric) || (brace >= 0 && !written.endsWith("}"))) {
            return Optional.empty();
        }
        Map<String, String> tags = brace < 0 ? Map.of() : tags(written.substring(brace + 1, written.length() - 1));
        String name = tags.getOrDefault("name", tags.getOrDefault("url", ""));
        String method = tags.getOrDefault("method", "");
        String expected = tags.getOrDefault("expected_response", "true");
        if (!TAGS.containsAll(tags.keySet()) || !expected.equals("true") || (name.isEmpty() && !method.isEmpty())) {
            return Optional.empty();
        }
        String requests = method.isEmpty() || name.startsWith(method + " ") ? name : method + " " + name;
        return Optional.of(
                new K6Metric(requests, metric + (tags.containsKey("expected_response") ? K6Metrics.SUCCEEDED : "")));
    }

    private static Map<String, String> tags(String written) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : written.split(",", -1)) {
            int colon = tag.indexOf(':');
            tags.put(
                    unquoted(colon < 0 ? tag : tag.substring(0, colon)),
                    unquoted(colon < 0 ? "" : tag.substring(colon + 1)));
        }
        return tags;
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^[\"']|[\"']$", "");
    }
}
