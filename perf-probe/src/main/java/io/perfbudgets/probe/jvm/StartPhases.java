package io.perfbudgets.probe.jvm;

import io.perfbudgets.budget.Amount;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a HotSpot JVM counts of itself from its first moment on ({@code jcmd PID PerfCounter.print}): where its start went.
 * Asking disturbs nothing that came before. Immutable.
 *
 * @param values by name
 */
public record StartPhases(Map<String, Long> values) {
    private static final Pattern LINE = Pattern.compile("([\\w.]+)=(-?\\d+)");
    private static final Pattern PAUSES = Pattern.compile("sun\\.gc\\.collector\\.\\d+\\.time");

    public StartPhases {
        values = Map.copyOf(values);
    }

    /** Of {@code jvm} now; empty if it does not tell, as with {@code -XX:-UsePerfData}. */
    public static Optional<StartPhases> of(ProcessHandle jvm) throws InterruptedException {
        return Jcmd.ask(jvm, "PerfCounter.print").map(StartPhases::parse).filter(counters -> counters.classes() > 0);
    }

    static StartPhases parse(String lines) {
        return new StartPhases(lines.lines()
                .map(String::strip)
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .collect(Collectors.toMap(line -> line.group(1), line -> Long.parseLong(line.group(2)), (a, b) -> a)));
    }

    private long value(String name) {
        return values.getOrDefault(name, 0L);
    }

    private long sum(Pattern names) {
        return values.entrySet().stream()
                .filter(entry -> names.matcher(entry.getKey()).matches())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long nanos(long ticks) {
        long frequency = Math.max(1, value("sun.os.hrt.frequency"));
        return Math.round(ticks * (1e9 / frequency));
    }

    /** Nanoseconds in which the JVM itself came up, before any code of the application. */
    public long vmNanos() {
        return Math.max(0, value("sun.rt.createVmEndTime") - value("sun.rt.createVmBeginTime")) * 1_000_000;
    }

    /** Classes loaded so far, from a class data archive and from files. */
    public long classes() {
        return value("java.cls.loadedClasses") + sharedClasses();
    }

    /** Of these, the ones that a class data archive held ready. */
    public long sharedClasses() {
        return value("java.cls.sharedLoadedClasses");
    }

    /** Nanoseconds spent on loading, verifying and linking classes, added up over all threads. */
    public long classNanos() {
        return nanos(value("sun.cls.time"));
    }

    /** Nanoseconds spent on static initialisers, the classes that they load included, over all threads. */
    public long initNanos() {
        return nanos(value("sun.cls.classInitTime"));
    }

    /** Nanoseconds of compilation, on threads of their own. */
    public long compileNanos() {
        return nanos(value("java.ci.totalTime"));
    }

    /** Nanoseconds of pauses for garbage collection. */
    public long gcNanos() {
        return nanos(sum(PAUSES));
    }

    /** In a line, for people. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the JVM itself took %s; %,d classes, %,d of them from a class data archive, took %s to load and link, their"
                        + " initialisers %s, compilation %s on threads of its own, garbage collection %s",
                Amount.nanos(vmNanos()),
                classes(),
                sharedClasses(),
                Amount.nanos(classNanos()),
                Amount.nanos(initNanos()),
                Amount.nanos(compileNanos()),
                Amount.nanos(gcNanos()));
    }
}
