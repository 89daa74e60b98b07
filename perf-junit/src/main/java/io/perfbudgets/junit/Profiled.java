package io.perfbudgets.junit;

import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
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
 * budget on time or memory, so that the message can say where it went. Used by one thread at a time.
 */
final class Profiled {
    private static final System.Logger LOG = System.getLogger("io.perfbudgets");
    /** Samples are taken of running threads, so it is processor time that makes enough of them. */
    private static final long CPU_NANOS = 1_000_000_000;

    private static final long MOST_NANOS = 5_000_000_000L;

    private final ProfileMode mode;
    private final Session session;
    private final Subject subject;
    private final Units.@Nullable Body again;
    private Optional<Profiler> running;
    private long begunAt;
    private long cpuBefore;

    private Profiled(ProfileMode mode, Session session, Subject subject, Units.@Nullable Body again) {
        this.mode = mode;
        this.session = session;
        this.subject = subject;
        this.again = again;
        this.running =
                mode == ProfileMode.ALWAYS && session.profiles().isPresent() ? Profiler.begin() : Optional.empty();
    }

    /**
     * Of a test that is about to run.
     *
     * @param again calls its body anew
     */
    static Profiled begin(Session session, RunningTest test, Units.Body again) {
        return new Profiled(mode(session), session, test.subject(), () -> observe(test, again));
    }

    /** Of a test whose body cannot be called anew in place. */
    static Profiled begin(Session session, Subject subject) {
        return new Profiled(mode(session), session, subject, null);
    }

    /** What was made to break needs no profile. */
    private static ProfileMode mode(Session session) {
        return session.isSabotaged() ? ProfileMode.NEVER : ProfileMode.configured();
    }

    /** Of a part of a test that is profiled as a whole. */
    static Profiled none(Session session, Subject part) {
        return new Profiled(ProfileMode.NEVER, session, part, null);
    }

    /** The profile, if there is to be one; asked for once, when the test is over. */
    Optional<Profile> of(List<Verdict> verdicts) {
        if (again != null && beginAfter(verdicts)) {
            repeat(again);
        }
        return running.flatMap(this::end);
    }

    /** Begins where one of the verdicts calls for a profile and none is taken yet, and says whether it did. */
    boolean beginAfter(List<Verdict> verdicts) {
        if (mode != ProfileMode.ON_BREACH
                || running.isPresent()
                || session.profiles().isEmpty()
                || verdicts.stream().noneMatch(Profiled::isExplained)) {
            return false;
        }
        running = Profiler.begin();
        begunAt = System.nanoTime();
        cpuBefore = cpuNanos();
        return running.isPresent();
    }

    /**
     * Runs a body of a test that is over, of which nothing is recorded.
     *
     * @throws Throwable what the body throws
     */
    static void observe(RunningTest test, Units.Body body) throws Throwable {
        RunningTests.resume(test);
        try {
            Units.observe(test, body);
        } finally {
            RunningTests.end(test);
        }
    }

    /** Whether what ran since it began is not enough yet. */
    boolean wantsMore() {
        return cpuNanos() - cpuBefore < CPU_NANOS && System.nanoTime() - begunAt < MOST_NANOS;
    }

    private void repeat(Units.Body body) {
        try {
            do {
                body.run();
            } while (wantsMore());
        } catch (Throwable failure) {
            LOG.log(System.Logger.Level.INFO, "The body failed when it was run again to be profiled", failure);
        }
    }

    /** Of all threads of this JVM; 0 where it does not tell. */
    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private Optional<Profile> end(Profiler profiler) {
        try (profiler) {
            return Optional.of(profiler.end(session.profiles().orElseThrow(), subject.name()));
        } catch (IOException unwritable) {
            LOG.log(System.Logger.Level.WARNING, "The profile could not be kept", unwritable);
            return Optional.empty();
        }
    }

    /** Whether a profile says more of it; a count has its statements and lines already. */
    private static boolean isExplained(Verdict verdict) {
        return verdict.outcome() == Outcome.BREACHED
                && verdict.budget().metric() != Metric.THREADS
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
