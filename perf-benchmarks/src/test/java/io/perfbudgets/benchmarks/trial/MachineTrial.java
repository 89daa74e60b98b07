package io.perfbudgets.benchmarks.trial;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The steps of {@code machine-trial.sh}, each in a JVM of its own: {@code calibrate}, then {@code run} as often as wished. */
final class MachineTrial {
    /** Short, so that some of them find the machine calm. */
    private static final int VALUES = 40;

    private static final int WARM_UP = 50;
    private static final int SERIES = 250;
    private static final double CALMEST = 0.05;
    /** The limit is so many times the calibrated p95. */
    private static final double ROOM = 1.3;

    private MachineTrial() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("calibrate")) {
            calibrate();
        } else {
            run();
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    /** Writes limits into {@code budgets.yaml}: of many short series the calmest ones' p95, and room above it. */
    private static void calibrate() throws Exception {
        TrialSample sample = new TrialSample();
        Map<String, Body> bodies = new TreeMap<>(
                Map.of("computes", sample::computes, "allocates", sample::allocates, "queries", sample::queries));
        StringBuilder yaml = new StringBuilder("version: 1\ntests:\n");
        for (Map.Entry<String, Body> body : bodies.entrySet()) {
            long p95 = calmestP95(body.getValue());
            System.out.printf(Locale.ROOT, "%-10s p95 %,d ns%n", body.getKey(), p95);
            yaml.append(String.format(
                    Locale.ROOT,
                    "  \"*.TrialSample.%s\": { latency: { p95: %dns } }%n",
                    body.getKey(),
                    Math.round(p95 * ROOM)));
        }
        write(yaml.toString());
    }

    private static long calmestP95(Body body) throws Exception {
        long[] p95s = new long[SERIES];
        for (int series = 0; series < SERIES; series++) {
            long[] nanos = new long[VALUES];
            for (int i = 0; i < VALUES; i++) {
                long begun = System.nanoTime();
                body.run();
                nanos[i] = System.nanoTime() - begun;
            }
            Arrays.sort(nanos);
            p95s[series] = nanos[VALUES * 95 / 100];
        }
        return LongStream.of(p95s)
                .skip(WARM_UP)
                .sorted()
                .skip(Math.round((SERIES - WARM_UP) * CALMEST))
                .findFirst()
                .orElseThrow();
    }

    private static void write(String yaml) throws IOException {
        Files.writeString(Path.of("budgets.yaml"), yaml);
    }

    /** Runs the sample tests once and prints what became of each budget. */
    private static void run() {
        System.setProperty("junit.jupiter.extensions.autodetection.enabled", "true");
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(TrialSample.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                                entry.getKeyValuePairs().forEach((budget, verdict) -> {
                                    if (budget.contains("latency")) {
                                        System.out.println("VERDICT " + test.getDisplayName() + " " + verdict);
                                    }
                                });
                            }
                        });
    }
}
