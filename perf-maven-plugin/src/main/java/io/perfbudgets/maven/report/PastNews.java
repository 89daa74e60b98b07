package io.perfbudgets.maven.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perfbudgets.budget.Amount;
import io.perfbudgets.budget.Subject;
import io.perfbudgets.compare.Change;
import io.perfbudgets.compare.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the overview tells of the past: what became of the run since its baseline, and what changed its level before. */
final class PastNews {
    private static final int MOST = 30;

    /** The worst first; what is the same or cannot be told is no news. */
    private static final List<Word> WORDS =
            List.of(Word.MORE, Word.SLOWER, Word.GONE, Word.NEW, Word.FEWER, Word.FASTER);

    private final List<ReportedModule> modules;
    private final Map<Place, Integer> places = new HashMap<>();

    private record Place(int module, Subject subject) {}

    private record Told(int module, Change change) {}

    private record Shifted(int module, Subject subject, Past.Course course, Past.Shift shift) {
        int runsAgo() {
            return course.points().size() - shift.index();
        }
    }

    PastNews(List<ReportedModule> modules) {
        this.modules = List.copyOf(modules);
    }

    /**
     * Notes under which number the page lists a subject.
     *
     * @param subject as the past knows it
     */
    void listed(int module, Subject subject, int number) {
        places.put(new Place(module, subject), number);
    }

    /** {@code [number, name, metric, before, after, difference, word]}, the number of what is gone −1. */
    ObjectNode changes() {
        List<Told> news = new ArrayList<>();
        for (int module = 0; module < modules.size(); module++) {
            Set<Subject> whole = new HashSet<>();
            for (List<Change> ofSubject : changesOf(modules.get(module))) {
                for (Change change : ofSubject) {
                    boolean comesOrGoes = change.word() == Word.NEW || change.word() == Word.GONE;
                    if (WORDS.contains(change.word())
                            && change.metric().isComparable()
                            && (!comesOrGoes || whole.add(change.subject()))) {
                        news.add(new Told(module, change));
                    }
                }
            }
        }
        news.sort(Comparator.comparing(
                        (Told told) -> WORDS.indexOf(told.change().word()))
                .thenComparing(told -> -Math.abs(told.change().difference().orElse(0.0)))
                .thenComparing(told -> told.change().subject().name()));
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("more", Math.max(0, news.size() - MOST));
        ArrayNode rows = node.putArray("rows");
        news.stream().limit(MOST).forEach(told -> add(rows.addArray(), told.module(), told.change()));
        return node;
    }

    private static Iterable<List<Change>> changesOf(ReportedModule module) {
        return module.past()
                .comparison()
                .map(compared -> compared.changes().values())
                .orElse(List.of());
    }

    private void add(ArrayNode row, int module, Change change) {
        boolean comesOrGoes = change.word() == Word.NEW || change.word() == Word.GONE;
        row.add(number(module, change.subject()))
                .add(change.subject().shortName())
                .add(comesOrGoes ? "" : change.metric().key())
                .add(comesOrGoes ? "" : change.before().map(Amount::toString).orElse("–"))
                .add(comesOrGoes ? "" : change.after().map(Amount::toString).orElse("–"))
                .add(change.difference().map(SubjectJson::difference).orElse(""))
                .add(change.word().toString());
    }

    /** {@code [number, name, metric, before, after, between, worse]}, the latest first. */
    ObjectNode shifts() {
        List<Shifted> news = new ArrayList<>();
        for (int module = 0; module < modules.size(); module++) {
            int of = module;
            modules.get(module)
                    .past()
                    .courses()
                    .forEach((subject, courses) -> courses.forEach(course ->
                            course.shifts().forEach(shift -> news.add(new Shifted(of, subject, course, shift)))));
        }
        news.sort(Comparator.comparingInt(Shifted::runsAgo)
                .thenComparing(shifted -> shifted.subject().name().toLowerCase(Locale.ROOT))
                .thenComparing(shifted -> shifted.course().metric()));
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("more", Math.max(0, news.size() - MOST));
        ArrayNode rows = node.putArray("rows");
        news.stream().limit(MOST).forEach(shifted -> rows.addArray()
                .add(number(shifted.module(), shifted.subject()))
                .add(shifted.subject().shortName())
                .add(shifted.course().metric().key())
                .add(shifted.shift().before().toString())
                .add(shifted.shift().after().toString())
                .add(shifted.shift().between())
                .add(shifted.shift().after().value() > shifted.shift().before().value()));
        return node;
    }

    private int number(int module, Subject subject) {
        return places.getOrDefault(new Place(module, subject), -1);
    }
}
