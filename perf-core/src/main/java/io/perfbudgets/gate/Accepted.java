package io.perfbudgets.gate;

import io.perfbudgets.budget.Subject;
import io.perfbudgets.budget.Waiver;
import io.perfbudgets.measure.AcceptedQuery;
import io.perfbudgets.measure.Measurement;
import io.perfbudgets.plan.ScanFinding;
import io.perfbudgets.sql.CallSite;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says what a run found and somebody accepted, so that every report lists it. */
final class Accepted {
    private Accepted() {}

    /** The waivers that hold and are about something that was judged, then what is accepted of the SQL, by subject. */
    static List<Problem> of(List<Waiver> waivers, RunResults results) {
        Stream<String> found = results.subjects().stream()
                .flatMap(subject -> results.measurement(subject).stream())
                .flatMap(Accepted::of);
        return Stream.concat(waivers.stream().map(Accepted::of), found)
                .map(text -> new Problem(text, Effect.WAIVED))
                .toList();
    }

    private static String of(Waiver waiver) {
        return "Waived until " + waiver.until() + ": " + waiver.subject() + " " + waiver.budget() + " ("
                + waiver.origin().location() + "; reason: " + waiver.reason() + ", owner: " + waiver.owner() + ")";
    }

    private static Stream<String> of(Measurement measurement) {
        Subject subject = measurement.subject();
        Stream<String> queries = measurement.accepted().queries().stream().map(query -> of(subject, query));
        Stream<String> scans = measurement.plans().stream()
                .flatMap(plans -> plans.findings().stream())
                .filter(finding -> !finding.allowed().isEmpty())
                .map(finding -> of(subject, finding));
        return Stream.concat(queries, scans);
    }

    private static String of(Subject subject, AcceptedQuery query) {
        return "Accepted: " + subject.shortName() + " " + query.metric() + ", "
                + String.format(Locale.ROOT, "%,d x ", query.query().count())
                + query.query().fingerprint() + at(query.query().callSite()) + ", reason: " + query.reason();
    }

    private static String of(Subject subject, ScanFinding scan) {
        return "Accepted: " + subject.shortName() + " fullScans, it " + scan.what() + at(scan.callSite()) + ", reason: "
                + scan.allowed();
    }

    private static String at(CallSite site) {
        return site.location().isEmpty() ? "" : "  (" + site.location() + ")";
    }
}
