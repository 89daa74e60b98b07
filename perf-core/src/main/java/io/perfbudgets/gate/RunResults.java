package io.perfbudgets.gate;

import io.perfbudgets.budget.Judging;
import io.perfbudgets.budget.Metric;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Observed;
import io.perfbudgets.judge.LatencyRules;
import io.perfbudgets.judge.Verdict;
import io.perfbudgets.measure.AcceptedQueries;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.measure.SubjectRecorder;
import io.perfbudgets.plan.PlanAudit;
import io.perfbudgets.results.MachineFingerprint;
import io.perfbudgets.results.ResultRecord;
import io.perfbudgets.results.ResultsException;
import io.perfbudgets.results.ResultsReader;
import io.perfbudgets.results.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the test JVMs of one run recorded, merged by subject. Memory is bounded by the number of subjects and of
 * verdicts reached in the test JVMs, not by the size of the files. Not thread-safe while it is read; immutable afterwards.
 */
public final class RunResults {
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::name);

    private final String runId;
    private final List<RunContext> jvms = new ArrayList<>();
    private final List<UnfinishedJvm> unfinished = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private final Map<Subject, Map<Part, SubjectRecorder>> subjects = new LinkedHashMap<>();

    private int otherRuns;
    /** Packing thousands of histograms takes a while, and several goals ask; null until one does. */
    private volatile @Nullable Map<Subject, Observed> observed;

    /**
     * What records of one subject have in common.
     *
     * @param judged the metrics that the test JVM has judged on them already
     * @param scenario the load that it was under; empty for none
     * @param test the test that caused it, if it caused enough of it to be judged for itself; else empty
     */
    private record Part(Set<Metric> judged, String scenario, String test) {
        /** With fewer values nothing is ever said to be broken. */
        private static final int ENOUGH = LatencyRules.DEFAULT.floorValues();

        static Part of(Set<Metric> judged, Measurement measurement) {
            boolean apart = measurement.latencies().count() >= ENOUGH;
            return new Part(judged, measurement.scenario(), apart ? measurement.test() : "");
        }
    }

    private RunResults(String runId) {
        this.runId = runId;
    }

    /**
     * Reads every results file of run {@code runId} in {@code folder}; a missing folder holds none.
     *
     * @throws ResultsException if a file is damaged or was written by a newer major version
     */
    public static RunResults read(Path folder, String runId) {
        RunResults results = new RunResults(runId);
        filesIn(folder).forEach(results::add);
        results.jvms.sort(Comparator.comparing(RunContext::startedAt).thenComparing(RunContext::pid));
        return results;
    }

    /**
     * Reads every results file of {@code folders} as one run, whichever runs wrote them: the parts of a sharded job, or
     * results that were kept. It is named after the first of them.
     *
     * @throws ResultsException if a file is damaged or was written by a newer major version
     */
    public static RunResults readAll(List<Path> folders) {
        List<Path> files =
                folders.stream().flatMap(folder -> filesIn(folder).stream()).toList();
        String runId = files.stream()
                .flatMap(file -> ResultsReader.header(file).stream())
                .map(RunContext::runId)
                .findFirst()
                .orElse("");
        RunResults results = new RunResults(runId);
        files.forEach(results::addAnyRun);
        results.jvms.sort(Comparator.comparing(RunContext::startedAt).thenComparing(RunContext::pid));
        return results;
    }

    private static List<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new ResultsException("Cannot list " + folder + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private void add(Path file) {
        Optional<RunContext> header = ResultsReader.header(file);
        if (header.isPresent() && !header.get().runId().equals(runId)) {
            otherRuns++;
        } else {
            addAnyRun(file);
        }
    }

    private void addAnyRun(Path file) {
        if (ResultsReader.header(file).isEmpty()) {
            unfinished.add(new UnfinishedJvm(pidIn(file), List.of()));
            return;
        }
        ResultsReader.Summary summary = ResultsReader.read(file, this::add);
        jvms.add(summary.run());
        if (!summary.complete()) {
            unfinished.add(new UnfinishedJvm(Long.toString(summary.run().pid()), summary.unfinished()));
        }
    }

    private static String pidIn(Path file) {
        return String.valueOf(file.getFileName()).split("[-.]", 2)[0];
    }

    private void add(ResultRecord result) {
        Measurement measurement = result.measurement();
        Set<Metric> judged = result.verdicts().stream()
                .map(verdict -> verdict.budget().metric())
                .collect(Collectors.toUnmodifiableSet());
        subjects.computeIfAbsent(measurement.subject(), subject -> new LinkedHashMap<>())
                .computeIfAbsent(
                        Part.of(judged, measurement),
                        part -> new SubjectRecorder(measurement.subject(), part.test(), measurement.startedAt()))
                .add(measurement);
        verdicts.addAll(result.verdicts());
    }

    /** The run's id. */
    public String runId() {
        return runId;
    }

    /** The test JVMs that recorded, by their start. */
    public List<RunContext> jvms() {
        return List.copyOf(jvms);
    }

    /** What it was measured on: one, unless its parts come from several machines. */
    public List<MachineFingerprint> machines() {
        return MachineFingerprint.distinct(
                jvms.stream().map(RunContext::machine).toList());
    }

    /** The test JVMs that did not come to their end. */
    public List<UnfinishedJvm> unfinished() {
        return List.copyOf(unfinished);
    }

    /** What the plans of statements came to, subject by subject, where anybody asked for them. */
    public List<PlanAudit> plans() {
        return subjects.values().stream()
                .flatMap(parts -> parts.values().stream())
                .flatMap(recorder -> recorder.plans().stream())
                .toList();
    }

    /** Which repeated queries were accepted, subject by subject, where SQL was captured. */
    public List<AcceptedQueries> accepted() {
        return subjects.values().stream()
                .flatMap(parts -> parts.values().stream())
                .filter(SubjectRecorder::sqlCaptured)
                .map(SubjectRecorder::accepted)
                .toList();
    }

    /** How many files in the folder belong to other runs and were left out. */
    public int otherRuns() {
        return otherRuns;
    }

    /** The verdicts that were reached in the test JVMs. */
    public List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** The subjects that were observed, tests first, by name. */
    public List<Subject> subjects() {
        return subjects.keySet().stream().sorted(ORDER).toList();
    }

    /** All that was observed of {@code subject}; empty if nothing was. */
    public Optional<Measurement> measurement(Subject subject) {
        return merged(subject, recorders(subject).values().stream());
    }

    /** What was observed of {@code subject}, apart by the load that it was under. */
    public List<Measurement> scenarios(Subject subject) {
        Map<String, List<SubjectRecorder>> scenarios = new LinkedHashMap<>();
        recorders(subject).forEach((part, recorder) -> scenarios
                .computeIfAbsent(part.scenario(), name -> new ArrayList<>())
                .add(recorder));
        return scenarios.values().stream()
                .flatMap(recorders -> merged(subject, recorders.stream()).stream())
                .toList();
    }

    /** What is kept and compared of this run, apart by load. */
    public Map<Subject, Observed> observed() {
        Map<Subject, Observed> known = observed;
        if (known == null) {
            Map<Subject, Observed> all = new LinkedHashMap<>();
            for (Subject subject : subjects()) {
                scenarios(subject).forEach(each -> all.put(subject.under(each.scenario()), Observed.of(each)));
            }
            verdicts.forEach(each -> all.computeIfPresent(each.subject(), (subject, value) -> value.with(each)));
            known = Collections.unmodifiableMap(all);
            observed = known;
        }
        return known;
    }

    /** All that was observed of the request, or else the operation, of that name; empty if nothing was. */
    Optional<Measurement> measurementNamed(String name) {
        return measurement(new Subject(Subject.Kind.REQUEST, name))
                .or(() -> measurement(new Subject(Subject.Kind.OPERATION, name)));
    }

    /**
     * What was observed of {@code subject}, without the records on which a test's own budget for {@code metric} was judged
     * already: the more specific budget has replaced the file's there. What is judged by statistics comes apart by the
     * load that the subject was under, since values of different loads are no sample of one distribution.
     *
     * @return empty if that leaves nothing
     */
    public List<Measurement> notYetJudged(Subject subject, Metric metric) {
        Map<String, List<SubjectRecorder>> scenarios = new LinkedHashMap<>();
        recorders(subject).forEach((part, recorder) -> {
            if (!part.judged().contains(metric)) {
                String scenario = metric.judging() == Judging.EXACT ? "" : part.scenario();
                scenarios.computeIfAbsent(scenario, name -> new ArrayList<>()).add(recorder);
            }
        });
        return scenarios.values().stream()
                .flatMap(recorders -> merged(subject, recorders.stream()).stream())
                .toList();
    }

    /**
     * What was observed of {@code subject} under no load, apart for each test that caused enough of it to be judged for
     * itself; none where one test caused all of it.
     */
    List<Measurement> ofSingleTests(Subject subject, Metric metric) {
        List<Map.Entry<Part, SubjectRecorder>> parts = recorders(subject).entrySet().stream()
                .filter(entry -> !entry.getKey().judged().contains(metric))
                .filter(entry -> entry.getKey().scenario().isEmpty())
                .toList();
        return parts.size() < 2
                ? List.of()
                : parts.stream()
                        .filter(entry -> !entry.getKey().test().isEmpty())
                        .map(entry -> entry.getValue().measurement())
                        .toList();
    }

    private Map<Part, SubjectRecorder> recorders(Subject subject) {
        return subjects.getOrDefault(subject, Map.of());
    }

    private static Optional<Measurement> merged(Subject subject, Stream<SubjectRecorder> parts) {
        List<Measurement> measurements = parts.map(SubjectRecorder::measurement).toList();
        if (measurements.isEmpty()) {
            return Optional.empty();
        }
        SubjectRecorder merged =
                new SubjectRecorder(subject, "", measurements.get(0).startedAt());
        measurements.forEach(merged::add);
        return Optional.of(merged.measurement());
    }
}
