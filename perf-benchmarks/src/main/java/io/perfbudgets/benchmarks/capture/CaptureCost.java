package io.perfbudgets.benchmarks.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what each way of capturing costs, on each engine, in a JVM for each pair and round. The ways take turns: what a
 * JVM happens to compile well differs from one to the next, and what else the machine does from one minute to the next.
 */
public final class CaptureCost {
    private static final int ROUNDS = 3;
    private static final int SLICES = 41;
    private static final long SLICE_NANOS = 5_000_000;

    private record Result(String java, List<Cost> costs, List<Aim> aims, UnitMemory memory) {}

    private CaptureCost() {}

    /**
     * Prints the table and writes it as JSON.
     *
     * @param arguments the JSON file; optionally how many rounds there are, {@value #ROUNDS} by default
     * @throws Throwable if a JVM cannot be started, the database fails or the file cannot be written
     */
    public static void main(String[] arguments) throws Throwable {
        Path json = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        List<Cost> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            for (Engine engine : Engine.values()) {
                for (Way way : Way.values()) {
                    all.addAll(inOwnJvm(engine, way));
                }
            }
        }
        List<Cost> costs = ofRounds(all);
        System.out.println(Cost.HEADING);
        costs.forEach(cost -> System.out.println(cost.line()));
        List<Aim> aims = Aim.of(costs);
        aims.forEach(aim -> System.out.println(aim.line()));
        UnitMemory memory = UnitMemory.measure();
        System.out.println(memory.line());
        Path folder = json.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(json.toFile(), new Result(Runtime.version().toString(), costs, aims, memory));
        System.out.println("Written to " + json);
    }

    private record Pair(Engine engine, Work work, Way way) {}

    private static List<Cost> ofRounds(List<Cost> all) {
        Map<Pair, List<Cost>> rounds = new LinkedHashMap<>();
        for (Cost cost : all) {
            rounds.computeIfAbsent(new Pair(cost.engine(), cost.work(), cost.way()), pair -> new ArrayList<>())
                    .add(cost);
        }
        return rounds.values().stream().map(Cost::ofRounds).toList();
    }

    private static List<Cost> inOwnJvm(Engine engine, Way way) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xms256m",
                        "-XX:+UseSerialGC", // its threads do not compete with the measured one
                        "-Xbatch", // what is hot is compiled before it runs on, however busy the machine is
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Duel.class.getName(),
                        engine.name(),
                        way.name(),
                        Integer.toString(SLICES),
                        Long.toString(SLICE_NANOS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Cost> costs = new ArrayList<>();
        try (BufferedReader lines = jvm.inputReader(StandardCharsets.UTF_8)) {
            ObjectMapper mapper = new ObjectMapper();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    costs.add(mapper.readValue(line, Cost.class));
                }
            }
        }
        int exit = jvm.waitFor();
        if (exit != 0 || costs.isEmpty()) {
            throw new IOException("The JVM for " + way.title() + " on " + engine + " ended with exit code " + exit
                    + " and no figures; what it printed is above");
        }
        return costs;
    }
}
