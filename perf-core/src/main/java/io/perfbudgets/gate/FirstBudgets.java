package io.perfbudgets.gate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Budget;
import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Origin;
import io.perfbudgets.budget.Selector;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Headroom;
import io.perfbudgets.judge.Judge;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a first budget file from what a run observed: every request and operation, with limits that this run is found to
 * keep. What it cannot be found to keep stands in the file as a comment with the reason.
 */
public final class FirstBudgets {
    private static final List<Metric> PERCENTILES = List.of(Metric.LATENCY_P95, Metric.LATENCY_P90, Metric.LATENCY_P50);
    private static final int MOST_WIDENED = 8;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_KEY = 500;
    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /[^\\s?#]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern PLAIN_REQUEST = Pattern.compile("[A-Z]+ [A-Za-z0-9/._-]*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final RunResults results;
    private final Headroom headroom;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    private FirstBudgets(RunResults results, Headroom headroom) {
        this.results = results;
        this.headroom = headroom;
    }

    /**
     * The text of the file.
     *
     * @param results what was observed
     * @param headroom what is left above it for durations and sizes
     * @return empty if neither a request nor an operation was observed
     */
    public static Optional<String> of(RunResults results, Headroom headroom) {
        FirstBudgets writer = new FirstBudgets(results, headroom);
        return writer.write() ? Optional.of(writer.text.toString()) : Optional.empty();
    }

    private boolean write() {
        List<Subject> requests = named(Subject.Kind.REQUEST);
        List<Subject> operations = named(Subject.Kind.OPERATION);
        if (requests.isEmpty() && operations.isEmpty()) {
            return false;
        }
        line("# First budgets, written by perf:init from run " + printable(results.runId()) + ".");
        line("# Durations and sizes have " + Math.round(100 * headroom.share())
                + " % of headroom above what was measured, counts are what the worst unit did.");
        line("version: 1");
        if (!requests.isEmpty()) {
            line("requests:");
            groups(requests).forEach(this::group);
        }
        if (!operations.isEmpty()) {
            line("operations:");
            operations.forEach(this::operation);
        }
        return true;
    }

    private void operation(Subject operation) {
        String key = "  " + key(operation.name()) + ":";
        int at = text.length() + key.length();
        line(key);
        int limits = text.length();
        limits(List.of(operation));
        if (text.substring(limits).lines().allMatch(line -> line.stripLeading().startsWith("#"))) {
            text.insert(at, " {}");
        }
    }

    private List<Subject> named(Subject.Kind kind) {
        return results.subjects().stream()
                .filter(subject -> subject.kind() == kind)
                .filter(subject -> !subject.name().isBlank()
                        && subject.name().length() <= LONGEST_KEY
                        && subject.name().equals(printable(subject.name()))
                        && (kind != Subject.Kind.REQUEST
                                || REQUEST.matcher(subject.name()).matches()))
                .toList();
    }

    /** Routes that differ only in the names of their variables are one pattern; the general ones come last. */
    private static List<List<Subject>> groups(List<Subject> requests) {
        Map<String, List<Subject>> groups = new LinkedHashMap<>();
        requests.forEach(request -> groups.computeIfAbsent(
                        request.name().replaceAll("\\{[^/]*}", "{}"), pattern -> new ArrayList<>())
                .add(request));
        return groups.values().stream()
                .sorted(Comparator.comparingLong(group -> matched(group.get(0), requests)))
                .toList();
    }

    private static long matched(Subject pattern, List<Subject> requests) {
        Selector selector = selector(pattern);
        return requests.stream().filter(selector::matches).count();
    }

    private static Selector selector(Subject request) {
        int space = request.name().indexOf(' ');
        return new Selector.Request(
                request.name().substring(0, space), request.name().substring(space + 1));
    }

    private void group(List<Subject> requests) {
        line("  " + uniqueName(requests.get(0).name()) + ":");
        List<String> patterns =
                requests.stream().map(request -> pattern(request.name())).toList();
        line("    match: " + (patterns.size() == 1 ? patterns.get(0) : patterns.toString()));
        limits(requests);
    }

    private String uniqueName(String request) {
        String words =
                request.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
        String name = words.substring(0, Math.min(LONGEST_NAME, words.length()));
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    private static String pattern(String request) {
        return PLAIN_REQUEST.matcher(request).matches() ? request : quoted(request);
    }

    private static String key(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    /** What JSON writes as a string is one in YAML too. */
    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private void limits(List<Subject> subjects) {
        latency(subjects);
        queries(subjects);
        nPlusOne(subjects);
        responseSize(subjects);
    }

    private void latency(List<Subject> subjects) {
        Optional<String> doubt = Optional.empty();
        for (Metric metric : PERCENTILES) {
            List<Measurement> seen = seen(subjects, metric);
            long worst = seen.stream()
                    .mapToLong(each -> each.latencies().percentile(metric.quantile()))
                    .max()
                    .orElse(0);
            if (worst == 0) {
                line("    # no latency: nothing was timed");
                return;
            }
            Amount limit = headroom.limit(metric, worst);
            List<Verdict> open = open(metric, limit, seen);
            for (int i = 0; i < MOST_WIDENED && !open.isEmpty(); i++) {
                limit = Headroom.wider(limit);
                open = open(metric, limit, seen);
            }
            if (open.isEmpty()) {
                long values = seen.stream()
                        .mapToLong(each -> each.latencies().count())
                        .sum();
                line("    latency: { " + metric.key().substring("latency.".length()) + ": " + written(limit) + " }   # "
                        + new Amount(metric.dimension(), worst) + " in " + values + " units");
                return;
            }
            doubt = Optional.of(open.get(0).reason());
        }
        doubt.ifPresent(reason -> line("    # no latency: " + printable(reason)));
    }

    private void queries(List<Subject> subjects) {
        List<Measurement> seen = captured(subjects, Metric.QUERIES);
        if (!seen.isEmpty()) {
            long worst = seen.stream()
                    .mapToLong(each -> each.worst(Metric.QUERIES))
                    .max()
                    .orElseThrow();
            limit(Metric.QUERIES, Amount.count(worst), seen, Long.toString(worst));
        }
    }

    private void nPlusOne(List<Subject> subjects) {
        List<Measurement> seen = captured(subjects, Metric.N_PLUS_ONE);
        if (!seen.isEmpty()) {
            limit(Metric.N_PLUS_ONE, Amount.count(0), seen, "forbid");
        }
    }

    private void responseSize(List<Subject> subjects) {
        List<Measurement> seen = seen(subjects, Metric.RESPONSE_SIZE);
        long worst = seen.stream()
                .mapToLong(each -> each.worst(Metric.RESPONSE_SIZE))
                .max()
                .orElse(0);
        if (worst > 0) {
            Amount limit = headroom.limit(Metric.RESPONSE_SIZE, worst);
            limit(Metric.RESPONSE_SIZE, limit, seen, written(limit));
        }
    }

    private void limit(Metric metric, Amount limit, List<Measurement> seen, String written) {
        List<Verdict> open = open(metric, limit, seen);
        if (open.isEmpty()) {
            line("    " + metric.key() + ": " + written);
        } else {
            line("    # not kept, " + metric.key() + ": " + written + ": "
                    + printable(open.get(0).reason()));
        }
    }

    private List<Measurement> captured(List<Subject> subjects, Metric metric) {
        return seen(subjects, metric).stream().filter(Measurement::sqlCaptured).toList();
    }

    /** What the file will be held against; where annotations have judged all of it, that. */
    private List<Measurement> seen(List<Subject> subjects, Metric metric) {
        return subjects.stream()
                .flatMap(subject -> {
                    List<Measurement> open = results.notYetJudged(subject, metric);
                    return (open.isEmpty() ? results.scenarios(subject) : open).stream();
                })
                .filter(each ->
                        metric.judging() == Judging.EXACT || each.latencies().count() > 0)
                .toList();
    }

    /** The verdicts that are not found to be kept. */
    private static List<Verdict> open(Metric metric, Amount limit, List<Measurement> seen) {
        return seen.stream()
                .map(each -> Judge.judge(
                        new Budget(Selector.of(each.subject()), metric, limit, new Origin("", "", 0)),
                        each,
                        LatencyRules.DEFAULT))
                .filter(verdict -> verdict.outcome() != Outcome.WITHIN)
                .toList();
    }

    private static String written(Amount limit) {
        return limit.dimension().write(limit.value());
    }

    private static String printable(String words) {
        return UNPRINTABLE.matcher(words).replaceAll(" ");
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}
