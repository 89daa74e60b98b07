package io.perfbudgets.budget;

import io.perfbudgets.budget.ProcessPlan.Http;
import io.perfbudgets.budget.ProcessPlan.ReadyCheck;
import io.perfbudgets.budget.ProcessPlan.Soak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one file says under {@code process}; what it does not say is left to a farther file or to the defaults. */
record ProcessSection(
        Optional<String> name,
        Optional<List<String>> command,
        Optional<String> directory,
        Map<String, String> environment,
        Optional<String> url,
        Optional<ReadyCheck> ready,
        Optional<Integer> starts,
        Optional<Http> http,
        Optional<String> metrics,
        Map<String, Load> load,
        Optional<Soak> soak,
        Map<Metric, Limit> limits,
        Origin origin,
        int column) {

    private static final String DEFAULT_NAME = "application";
    private static final String DEFAULT_URL = "http://127.0.0.1:${port}";
    private static final int DEFAULT_STARTS = 5;
    static final ReadyCheck DEFAULT_READY = new ReadyCheck("/", 200, Optional.empty(), 60_000_000_000L);

    /** A scenario with the limits that each of its requests is held to. */
    record Load(LoadScenario scenario, Map<Metric, Limit> limits) {
        Load {
            limits = Map.copyOf(limits);
        }

        Stream<Budget> budgets() {
            List<Selector> each = scenario.requests().stream()
                    .map(scenario::subject)
                    .distinct()
                    .map(Selector::of)
                    .toList();
            return ProcessSection.budgets(limits, each.size() == 1 ? each.get(0) : new Selector.AnyOf(each));
        }
    }

    /** This one, completed key by key with what it does not say itself. */
    ProcessSection over(ProcessSection farther) {
        Map<String, String> variables = new LinkedHashMap<>(farther.environment);
        variables.putAll(environment);
        Map<String, Load> scenarios = new LinkedHashMap<>(farther.load);
        scenarios.putAll(load);
        return new ProcessSection(
                name.or(farther::name),
                command.or(farther::command),
                directory.or(farther::directory),
                variables,
                url.or(farther::url),
                ready.or(farther::ready),
                starts.or(farther::starts),
                http.or(farther::http),
                metrics.or(farther::metrics),
                scenarios,
                soak.or(farther::soak),
                Group.merged(limits, farther.limits),
                origin,
                column);
    }

    ProcessPlan plan() {
        return new ProcessPlan(
                name.orElse(DEFAULT_NAME),
                command.orElse(List.of()),
                directory.orElse(""),
                environment,
                url.orElse(DEFAULT_URL),
                ready.orElse(DEFAULT_READY),
                starts.orElse(DEFAULT_STARTS),
                http.orElse(Http.DEFAULT),
                metrics,
                load.values().stream().map(Load::scenario).toList(),
                soak);
    }

    List<Budget> budgets() {
        Selector process = Selector.of(plan().subject());
        return Stream.concat(budgets(limits, process), load.values().stream().flatMap(Load::budgets))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Stream<Budget> budgets(Map<Metric, Limit> limits, Selector selector) {
        return limits.values().stream()
                .sorted((a, b) -> a.metric().compareTo(b.metric()))
                .flatMap(limit -> limit
                        .most()
                        .map(most -> new Budget(selector, limit.metric(), most, limit.origin(), limit.reference()))
                        .stream());
    }

    /** What only shows when all files are laid over each other. */
    void check(Problems problems) {
        boolean started = command.isPresent();
        if (!started && url.isEmpty()) {
            problem("process starts nothing and names no url", "Add command: java -jar target/app.jar", problems);
        }
        if (!started && ready.flatMap(ReadyCheck::log).isPresent()) {
            problem("process.ready.log needs a process that is started here", "Use ready.path instead", problems);
        }
        Optional<Limit> startup = Optional.ofNullable(limits.get(Metric.STARTUP));
        if (!started) {
            startup.ifPresent(limit -> problem(
                    "process.startup needs a command: only a process that is started here has a start to time",
                    "Add command, or take startup out",
                    problems));
        }
        if (limits.containsKey(Metric.MEMORY_GROWTH) && soak.isEmpty()) {
            problem(
                    "process.memory.growth needs process.soak: growth shows over time only",
                    "Add soak: { load: NAME, duration: 1h, rate: 1, compress: 60 }",
                    problems);
        }
        if (load.isEmpty()
                && (limits.containsKey(Metric.MEMORY_PEAK) || limits.containsKey(Metric.MEMORY_PER_REQUEST))) {
            problem(
                    "process.memory.peak and perRequest need process.load: without requests there is nothing to hold",
                    "Add load: { health: { request: GET /api/health, requests: 100, concurrency: 10 } }",
                    problems);
        }
        soak.map(Soak::load)
                .filter(scenario -> !load.containsKey(scenario))
                .ifPresent(unknown -> problem(
                        "process.soak.load: there is no scenario '" + Problems.shortened(unknown) + "' in process.load",
                        Problems.knownKeys(unknown, load.keySet()),
                        problems));
        load.values().forEach(each -> Consistency.check(each.limits(), problems));
    }

    private void problem(String what, String fix, Problems problems) {
        problems.add(new BudgetFileProblem(origin.file(), origin.line(), column, what, fix));
    }
}
