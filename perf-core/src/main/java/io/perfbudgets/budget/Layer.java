package io.perfbudgets.budget;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one file, or one module's part of it, declares; layers are laid over each other, the nearest on top. Groups keep
 * the order in which they are tried.
 */
record Layer(
        Defaults defaults,
        Map<String, Group> requests,
        Map<String, Group> operations,
        Map<String, Group> tests,
        Map<Metric, Limit> sql,
        Map<Metric, Limit> regressions,
        Optional<ProcessSection> process,
        List<Waiver> waivers,
        List<Allowance> allowances) {

    static final Layer EMPTY = new Layer(
            Defaults.NONE, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), List.of(), List.of());

    /** The section {@code defaults}, as far as it is said. */
    record Defaults(
            Optional<Amount> confidence,
            Optional<Reaction> onUndecided,
            Optional<Reaction> onUnmeasured,
            Optional<Amount> slowRequest) {
        static final Defaults NONE =
                new Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        Defaults over(Defaults farther) {
            return new Defaults(
                    confidence.or(farther::confidence),
                    onUndecided.or(farther::onUndecided),
                    onUnmeasured.or(farther::onUnmeasured),
                    slowRequest.or(farther::slowRequest));
        }

        Policy policy() {
            return new Policy(
                    confidence.orElse(Policy.DEFAULT.confidence()),
                    onUndecided.orElse(Policy.DEFAULT.onUndecided()),
                    onUnmeasured.orElse(Policy.DEFAULT.onUnmeasured()));
        }
    }

    Layer {
        requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
        sql = Map.copyOf(sql);
        regressions = Map.copyOf(regressions);
        waivers = List.copyOf(waivers);
        allowances = List.copyOf(allowances);
    }

    Layer over(Layer farther) {
        return new Layer(
                defaults.over(farther.defaults),
                over(requests, farther.requests),
                over(operations, farther.operations),
                over(tests, farther.tests),
                Group.merged(sql, farther.sql),
                Group.merged(regressions, farther.regressions),
                process.map(nearer -> farther.process.map(nearer::over).orElse(nearer))
                        .or(farther::process),
                Stream.concat(waivers.stream(), farther.waivers.stream()).toList(),
                Stream.concat(allowances.stream(), farther.allowances.stream()).toList());
    }

    /** New groups come first, being the more specific; one that overrides keeps the place of the one it overrides. */
    private static Map<String, Group> over(Map<String, Group> nearer, Map<String, Group> farther) {
        Map<String, Group> merged = new LinkedHashMap<>(nearer);
        merged.keySet().removeAll(farther.keySet());
        farther.forEach((name, group) -> merged.put(
                name,
                nearer.containsKey(name) ? nearer.getOrDefault(name, group).over(group) : group));
        return merged;
    }

    Stream<Group> groups() {
        return Stream.of(requests, operations, tests).flatMap(groups -> groups.values().stream());
    }
}
