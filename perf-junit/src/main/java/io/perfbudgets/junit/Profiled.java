package io.perfbudgets.junit;

import io.perfbudgets.judge.Outcome;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.junit.extension.Session;
import io.perfbudgets.junit.profile.ProfileMode;
import io.perfbudgets.junit.profile.Profiler;
import io.perfbudgets.junit.unit.RunningTest;
import io.perfbudgets.junit.unit.RunningTests;
import io.perfbudgets.junit.unit.Units;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.Profile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The profile of one test: of all that it ran, where all tests are profiled; else of its body, run again once it broke a
 * budget on time or memory, so that the message can say where it went.
 */
final class Profiled {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    /** Samples are taken of running threads, so it is processor time that makes enough of them. */
    private static final long CPU_NANOS = 1_000_000_000;

    private static final long MOST_NANOS = 5_000_000_000L;

    private final ProfileMode mode;
    private final Session session;
    private final RunningTest test;
    private final Units.@Nullable Body again;
    private final Optional<Profiler> always;

    private Profiled(ProfileMode mode, Session session, RunningTest test, Units.@Nullable Body again) {
        this.mode = mode;
        this.session = session;
        this.test = test;
        this.again = again;
        this.always =
                mode == ProfileMode.ALWAYS && session.profiles().isPresent() ? Profiler.begin() : Optional.empty();
    }

    /**
     * Of a test that is about to run.
     *
     * @param again calls its body anew; null where that cannot be done in place
     */
    static Profiled begin(Session session, RunningTest test, Units.@Nullable Body again) {
        return new Profiled(ProfileMode.configured(), session, test, again);
    }

    /** The profile, if there is to be one; asked for once, when the test is over. */
    Optional<Profile> of(List<Verdict> verdicts) {
        if (always.isPresent()) {
            return end(always.get());
        }
        if (mode != ProfileMode.ON_BREACH
                || again == null
                || session.profiles().isEmpty()
                || verdicts.stream().noneMatch(Profiled::isExplained)) {
            return Optional.empty();
        }
        Units.Body body = again;
        return Profiler.begin().flatMap(profiler -> {
            repeat(body);
            return end(profiler);
        });
    }

    private void repeat(Units.Body body) {
        RunningTests.resume(test);
        try {
            long begun = System.nanoTime();
            long cpu = cpuNanos();
            do {
                Units.observe(test, body);
            } while (cpuNanos() - cpu < CPU_NANOS && System.nanoTime() - begun < MOST_NANOS);
        } catch (Throwable failure) {
            LOG.log(System.Logger.Level.INFO, "The body failed when it was run again to be profiled", failure);
        } finally {
            RunningTests.end(test);
        }
    }

    /** Of all threads of this JVM; 0 where it does not tell. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private Optional<Profile> end(Profiler running) {
        try (running) {
            return Optional.of(
                    running.end(session.profiles().orElseThrow(), test.subject().name()));
        } catch (IOException unwritable) {
            LOG.log(System.Logger.Level.WARNING, "The profile could not be kept", unwritable);
            return Optional.empty();
        }
    }

    /** Whether a profile says more of it; a count has its statements and lines already. */
    private static boolean isExplained(Verdict verdict) {
        return verdict.outcome() == Outcome.BREACHED
                && switch (verdict.budget().metric().judging()) {
                    case DISTRIBUTION, PACE, FEW, PEAK, TREND -> true;
                    case EXACT, SHARE -> false;
                };
    }

    /** The verdicts, the first one that it explains with the profile. */
    static List<Verdict> explained(List<Verdict> verdicts, Profile profile) {
        List<Verdict> explained = new ArrayList<>(verdicts);
        for (int i = 0; i < explained.size(); i++) {
            if (isExplained(explained.get(i))) {
                explained.set(i, with(profile, explained.get(i)));
                break;
            }
        }
        return explained;
    }

    private static Verdict with(Profile profile, Verdict verdict) {
        return new Verdict(
                verdict.budget(),
                verdict.subject(),
                verdict.outcome(),
                verdict.observed(),
                verdict.reason(),
                verdict.evidence().map(evidence -> evidence.withProfile(profile)));
    }

    /** The measurements, the test's own with the profile. */
    static List<Measurement> ofTheTest(List<Measurement> measurements, Profile profile) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.set(0, all.get(0).withProfile(profile));
        return all;
    }
}
