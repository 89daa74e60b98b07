package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfbudgets.measure.Profile;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProfiledTest {
    private static final Path FOLDER = Path.of("target/perf/profiles");

    static volatile @Nullable Object sink;

    private final @Nullable String before = System.getProperty("perf.profile");

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty("perf.profile");
        } else {
            System.setProperty("perf.profile", before);
        }
    }

    @Test
    void saysWhereTheTimeAndTheMemoryOfABrokenTestWent() throws IOException {
        Path file = FOLDER.resolve(Whole.class.getName().replace('$', '_')
                + String.format(".holdsItWhole-%08x.jfr", (Whole.class.getName() + ".holdsItWhole").hashCode()));
        Files.deleteIfExists(file);
        System.setProperty("perf.profile", "onBreach");

        assertThat(Samples.failureOf(Whole.class, "holdsItWhole"))
                .contains("allocated ", " in one iteration, budget 100 kB")
                .containsPattern(" % of allocation {4}io\\.perfbudgets\\.junit\\.ProfiledTest\\$Whole\\.readWhole"
                        + "\\(ProfiledTest\\.java:\\d+\\) {3}<- byte\\[]\n")
                .contains("\n  Profile: " + file);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void saysWhichLockIsWaitedFor() {
        System.setProperty("perf.profile", "onBreach");
        assertThat(Samples.failureOf(Locks.class, "waits"))
                .containsPattern(" % of lock waiting {2}io\\.perfbudgets\\.junit\\.ProfiledTest\\$Locks\\.waits\\(");
    }

    @Test
    void keepsTheStacksInTheResults() throws IOException {
        System.setProperty("perf.profile", "onBreach");
        Samples.failureOf(Whole.class, "holdsItWhole");
        List<ResultRecord> found = new ArrayList<>();
        for (Path results : Samples.results()) {
            ResultsReader.read(results, found::add);
        }
        assertThat(found.stream()
                        .filter(each -> each.measurement().subject().name().endsWith("Whole.holdsItWhole"))
                        .flatMap(each -> each.measurement().profile().stream()))
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(profile.stacks()).anySatisfy(stack -> {
                    assertThat(stack.frames()).anyMatch(frame -> frame.contains("Whole.readWhole(ProfiledTest.java:"));
                    assertThat(stack.frames().get(stack.frames().size() - 1)).isEqualTo("byte[]");
                    assertThat(stack.weight()).isPositive();
                }));
    }

    @Test
    void runsFurtherIterationsOfABrokenPerfTestWithTheirWholeLifeCycle() {
        System.setProperty("perf.profile", "onBreach");
        Repeated.begun = 0;
        Repeated.ran = 0;
        assertThat(Samples.failureOf(Repeated.class, "iteration"))
                .containsPattern(
                        "allocated [\\d.]+ MB in one iteration, budget 100 kB {2}\\((\\d+) of \\1 iterations over")
                .contains(
                        " % of allocation    io.perfbudgets.junit.ProfiledTest$Repeated.holdsItWhole(ProfiledTest.java:")
                .contains("\n  Profile: ");
        assertThat(Repeated.ran).isEqualTo(Repeated.begun);
    }

    @Test
    void profilesEachTestWhereThatIsWanted() throws IOException {
        System.setProperty("perf.profile", "always");
        assertThat(Samples.failureOf(Always.class, "isCalm")).isNull();
        assertThat(FOLDER.toFile().list((folder, name) -> name.contains("Always.isCalm")))
                .isNotEmpty();
        assertThat(profiles("Always.isCalm")).isNotEmpty();
    }

    @Test
    void profilesTheDynamicTestsOfAFactoryTogether() throws IOException {
        System.setProperty("perf.profile", "always");
        assertThat(Samples.failureOf(Always.class, "factory")).isNull();
        assertThat(profiles("Always.factory")).isNotEmpty().allSatisfy(profile -> assertThat(profile.stacks())
                .anyMatch(stack -> stack.frames().stream().anyMatch(frame -> frame.contains("Always.first(")))
                .anyMatch(stack -> stack.frames().stream().anyMatch(frame -> frame.contains("Always.second("))));
    }

    private static List<Profile> profiles(String test) throws IOException {
        List<ResultRecord> found = new ArrayList<>();
        for (Path results : Samples.results()) {
            ResultsReader.read(results, found::add);
        }
        return found.stream()
                .map(ResultRecord::measurement)
                .filter(each -> each.subject().name().endsWith(test))
                .flatMap(each -> each.profile().stream())
                .toList();
    }

    @Test
    void profilesNothingWhereNoBudgetIsBrokenOrNobodyWantsIt() {
        System.setProperty("perf.profile", "never");
        assertThat(Samples.failureOf(Whole.class, "holdsItWhole"))
                .contains("budget 100 kB")
                .doesNotContain("Profile:");
        System.setProperty("perf.profile", "onBreach");
        assertThat(Samples.failureOf(Whole.class, "isFine")).isNull();
        assertThat(FOLDER.toFile().list((folder, name) -> name.contains("isFine")))
                .isNullOrEmpty();
    }

    @Test
    void refusesAnUnknownWord() {
        System.setProperty("perf.profile", "sometimes");
        assertThat(Samples.failureOf(Whole.class, "isFine"))
                .isEqualTo("perf.profile is 'sometimes': write always, onBreach, never");
    }

    static class Locks {
        @Test
        @MaxAllocation("1B")
        void waits() throws InterruptedException {
            CountDownLatch held = new CountDownLatch(1);
            Thread holder = new Thread(() -> {
                synchronized (this) {
                    held.countDown();
                    LockSupport.parkNanos(20_000_000);
                }
            });
            holder.start();
            held.await();
            synchronized (this) {
                Thread.onSpinWait();
            }
            sink = new byte[1_000];
            holder.join();
        }
    }

    static class Repeated {
        static int begun;
        static int ran;

        @BeforeEach
        void begin() {
            begun++;
        }

        @PerfTest
        @MaxAllocation("100kB")
        void holdsItWhole() {
            ran++;
            sink = new byte[2_000_000];
            sink = null;
        }
    }

    static class Always {
        @Test
        @MaxAllocation("100MB")
        void isCalm() {}

        @TestFactory
        @MaxAllocation("1GB")
        Stream<DynamicTest> factory() {
            return Stream.of(
                    DynamicTest.dynamicTest("first", Always::first), DynamicTest.dynamicTest("second", Always::second));
        }

        private static void first() {
            allocate();
        }

        private static void second() {
            allocate();
        }

        private static void allocate() {
            for (int i = 0; i < 200; i++) {
                sink = new byte[1_000_000];
            }
        }
    }

    static class Whole {
        @Test
        @MaxAllocation("100kB")
        void holdsItWhole() {
            sink = readWhole();
            sink = null;
        }

        @Test
        @MaxAllocation("100kB")
        void isFine() {}

        private static byte[] readWhole() {
            byte[] whole = new byte[2_000_000];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (byte) (i * 31);
            }
            return whole;
        }
    }
}
