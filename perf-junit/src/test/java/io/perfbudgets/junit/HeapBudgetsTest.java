package io.perfbudgets.junit;

import static io.perfbudgets.junit.Samples.failuresOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.measure.Series;
import io.perfbudgets.results.ResultsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The budgets on the live heap, with real leaks, caches and buffers. */
class HeapBudgetsTest {
    private static final int MEGABYTE = 1_000_000;
    /** With the array's header and its place in a list, 100 bytes. */
    private static final int HUNDRED = 80;

    static volatile @Nullable Object sink;

    /** Enough for a machine that others keep busy; a quiet one takes a tenth of it. */
    @BeforeAll
    static void allowTime() {
        System.setProperty("perf.latency.maxTime", "60s");
    }

    @AfterAll
    static void takeTimeBack() {
        System.clearProperty("perf.latency.maxTime");
    }

    @Test
    void findsALeakOfAHundredBytesWithinTwentyThousandIterations() {
        assertThat(failuresOf(Growing.class).of("leaks"))
                .startsWith(
                        "Performance budget broken: HeapBudgetsTest$Growing.leaks  (@FlatMemory(iterations = 20000), ")
                .containsPattern("leaks (8\\d|9\\d|1[0-2]\\d) B in each iteration, budget flat  \\(±")
                .contains("24 looks at the live heap over ")
                .contains("grown: byte[] by ")
                .contains("Fix: find what");
    }

    @Test
    void keepsWhatItSawOfTheHeapForTheReport() throws IOException {
        failuresOf(Growing.class);
        List<Series> series = new ArrayList<>();
        for (Path results : Samples.results()) {
            ResultsReader.read(results, found -> {
                if (found.measurement().subject().name().endsWith("Growing.leaks")) {
                    series.addAll(found.measurement().series());
                }
            });
        }
        assertThat(series).isNotEmpty().allSatisfy(each -> {
            assertThat(each.name()).isEqualTo("live heap");
            assertThat(each.samples())
                    .hasSizeGreaterThanOrEqualTo(24)
                    .isSortedAccordingTo(Comparator.comparingLong(Series.Sample::at))
                    .isSortedAccordingTo(Comparator.comparingLong(Series.Sample::iterations));
            assertThat(each.countsIterations()).isTrue();
        });
    }

    @Test
    void isSilentOnACacheThatFillsUpToItsBound() {
        assertThat(failuresOf(Growing.class).of("fillsAndStays")).isNull();
    }

    @Test
    void isSilentOnACacheThatIsStillFilling() {
        assertThat(failuresOf(Growing.class).of("isStillFilling")).isNull();
    }

    @Test
    void findsWhatAnIterationLeavesAlive() {
        assertThat(failuresOf(Retaining.class).of("keeps"))
                .containsPattern(
                        "keeps kept 2\\d(\\.\\d)? kB alive after each iteration, budget 5 kB  \\(10 looks at the live heap, ")
                .contains("; all over it)")
                .contains("grown: byte[] by ")
                .contains("Fix: release what");
    }

    @Test
    void passesWhatAnIterationReleases() {
        assertThat(failuresOf(Retaining.class).of("releases")).isNull();
    }

    @Test
    void findsThatMuchIsAliveAtOnce() {
        assertThat(failuresOf(Peaks.class).of("holdsItWhole"))
                .contains("(@MaxPeakHeap(\"120MB\"), ")
                .containsPattern("holdsItWhole held (1[2-9]|2)\\d+ MB of heap at its peak, budget 120 MB")
                .contains(" collections while it ran left alive, ")
                .contains("Fix: stream large bodies");
    }

    @Test
    void doesNotTakeGarbageForWhatIsAliveAtOnce() {
        assertThat(failuresOf(Peaks.class).of("streamsIt")).isNull();
    }

    @Test
    void isNotMeasuredWhereTheBodyCannotBeRepeatedInPlace() {
        assertThat(failuresOf(NotInPlace.class).of("iteration"))
                .contains("Performance budget not measured")
                .contains("its body cannot be run again in place: use @Test instead of @PerfTest or @TestFactory");
    }

    static class Growing {
        private static final List<byte[]> LEAKED = new ArrayList<>();
        private static final Map<Integer, byte[]> BOUNDED = new LinkedHashMap<>();
        // Of its final size, so that no larger table makes up for the entries that get fewer.
        private static final Map<Integer, byte[]> FILLING = new HashMap<>(1 << 16);
        private static final Random KEYS = new Random(7);
        private static int next;

        @AfterAll
        static void release() {
            LEAKED.clear();
            BOUNDED.clear();
            FILLING.clear();
        }

        @Test
        @FlatMemory(iterations = 20_000)
        void leaks() {
            LEAKED.add(new byte[HUNDRED]);
        }

        @Test
        @FlatMemory(iterations = 20_000)
        void fillsAndStays() {
            BOUNDED.put(next++, new byte[HUNDRED]);
            if (BOUNDED.size() > 5_000) {
                BOUNDED.remove(BOUNDED.keySet().iterator().next());
            }
        }

        @Test
        @FlatMemory(iterations = 20_000)
        void isStillFilling() {
            FILLING.put(KEYS.nextInt(20_000), new byte[HUNDRED]);
        }
    }

    static class Retaining {
        private static final List<byte[]> KEPT = new ArrayList<>();

        @AfterAll
        static void release() {
            KEPT.clear();
        }

        @Test
        @MaxRetained("5kB")
        void keeps() {
            KEPT.add(new byte[20_000]);
        }

        @Test
        @MaxRetained("100kB")
        void releases() {
            sink = new byte[3 * MEGABYTE];
            sink = null;
        }
    }

    static class Peaks {
        @Test
        @MaxPeakHeap("120MB")
        void holdsItWhole() throws InterruptedException {
            sink = new byte[120 * MEGABYTE];
            Thread.sleep(100);
            sink = null;
        }

        @Test
        @MaxPeakHeap("120MB")
        void streamsIt() {
            for (int part = 0; part < 200; part++) {
                sink = new byte[MEGABYTE];
            }
            sink = null;
        }
    }

    static class NotInPlace {
        @PerfTest
        @MaxRetained("1MB")
        void repeats() {}
    }
}
