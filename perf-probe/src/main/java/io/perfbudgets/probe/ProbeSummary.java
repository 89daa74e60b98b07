package io.perfbudgets.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.ProcessPlan;
import io.perfbudgets.measure.Latencies;
import io.perfbudgets.probe.jvm.JvmMemory;
import io.perfbudgets.probe.load.Answers;
import io.perfbudgets.probe.load.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that was observed, for machines: durations in nanoseconds, sizes in bytes. */
final class ProbeSummary {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ProbeSummary() {}

    static void write(
            Path file,
            ProcessPlan plan,
            Findings findings,
            List<LoadResult> loads,
            OptionalLong afterLoad,
            Optional<JvmMemory> jvmAfterLoad)
            throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", "perf-probe").put("version", 1).put("process", plan.name());
        ArrayNode startups = node.putArray("startup");
        ArrayNode others = node.putArray("othersDuringStartup");
        findings.starts().forEach(start -> {
            startups.add(start.nanos());
            others.add(Math.round(1000 * start.others()) / 1000.0);
        });
        findings.phases().ifPresent(phases -> node.putObject("lastStartup")
                .put("jvm", phases.vmNanos())
                .put("classes", phases.classes())
                .put("sharedClasses", phases.sharedClasses())
                .put("classLoading", phases.classNanos())
                .put("initialisers", phases.initNanos())
                .put("compilation", phases.compileNanos())
                .put("garbageCollection", phases.gcNanos()));
        ObjectNode memory = node.putObject("memory");
        findings.sizes().forEach((metric, sizes) -> {
            ArrayNode values = memory.putArray(metric.key().substring("memory.".length()));
            Arrays.stream(sizes.bytes()).forEach(values::add);
        });
        afterLoad.ifPresent(bytes -> memory.put("afterLoad", bytes));
        jvmAfterLoad.ifPresent(jvm -> memory.putObject("jvmAfterLoad")
                .put("heapUsed", jvm.heapUsed())
                .put("heapCommitted", jvm.heapCommitted())
                .put("metaspace", jvm.metaspace()));
        ArrayNode scenarios = node.putArray("load");
        loads.forEach(load -> scenarios.add(scenario(load)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, MAPPER.writeValueAsBytes(node));
    }

    private static ObjectNode scenario(LoadResult load) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", load.scenario())
                .put("nanos", load.nanos())
                .put("requests", load.requests())
                .put("failed", load.failed())
                .put("perSecond", load.perSecond())
                .put("mostInFlight", load.mostInFlight());
        load.stopped().ifPresent(reason -> node.put("stopped", reason));
        ArrayNode requests = node.putArray("answers");
        load.answers().forEach(answers -> requests.add(answers(answers)));
        return node;
    }

    private static ObjectNode answers(Answers answers) {
        Latencies latencies = answers.measurement().latencies();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", answers.subject().name());
        ObjectNode latency = node.putObject("latency");
        List.of(Metric.LATENCY_P50, Metric.LATENCY_P95, Metric.LATENCY_P99)
                .forEach(metric -> latency.put(
                        metric.key().substring("latency.".length()), latencies.percentile(metric.quantile())));
        latency.put("max", latencies.max());
        node.put("bytes", answers.bytes()).put("largest", answers.largest());
        ObjectNode failures = node.putObject("failures");
        answers.failures().forEach(failures::put);
        return node;
    }
}
