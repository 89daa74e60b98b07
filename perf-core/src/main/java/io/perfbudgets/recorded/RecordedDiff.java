package io.perfbudgets.recorded;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a test ran otherwise than recorded.
 *
 * @param changes how many lines were added or are missing
 * @param lines the changed ones with {@code +} and {@code -}, between their unit's name and some that stayed the same
 */
public record RecordedDiff(long changes, List<String> lines) {
    private static final int AROUND = 2;
    private static final int SHOWN = 60;
    private static final int WIDTH = 160;

    /** From here on the shortest difference costs too much: everything is shown as changed. */
    private static final long MOST_COMPARED = 4_000_000;

    private enum Sign {
        KEPT,
        GONE,
        NEW
    }

    private record Change(Sign sign, RecordedTest.Line line) {}

    public RecordedDiff {
        lines = List.copyOf(lines);
    }

    /** Compares, statement by statement; where several threads ran a unit's statements on either side, without their order. */
    public static RecordedDiff of(RecordedTest recorded, RecordedTest ran) {
        Set<String> unordered = new HashSet<>();
        for (RecordedTest test : List.of(recorded, ran)) {
            test.units().stream()
                    .filter(RecordedUnit::anyOrder)
                    .map(RecordedUnit::name)
                    .forEach(unordered::add);
        }
        List<Change> changes = compare(lines(recorded, unordered), lines(ran, unordered));
        long changed =
                changes.stream().filter(change -> change.sign() != Sign.KEPT).count();
        return new RecordedDiff(changed, changed == 0 ? List.of() : shown(changes));
    }

    private static List<RecordedTest.Line> lines(RecordedTest test, Set<String> unordered) {
        List<RecordedUnit> units = test.units().stream()
                .map(unit -> unordered.contains(unit.name()) ? unit.inAnyOrder() : unit)
                .toList();
        return new RecordedTest(RecordedUnit.folded(units), 0).lines();
    }

    /** The longest common subsequence, between what both begin and end with. */
    private static List<Change> compare(List<RecordedTest.Line> before, List<RecordedTest.Line> after) {
        int most = Math.min(before.size(), after.size());
        int head = 0;
        while (head < most && before.get(head).isLike(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).isLike(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Change> changes = new ArrayList<>();
        before.subList(0, head).forEach(line -> changes.add(new Change(Sign.KEPT, line)));
        changes.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(line -> changes.add(new Change(Sign.KEPT, line)));
        return changes;
    }

    private static List<Change> middle(List<RecordedTest.Line> before, List<RecordedTest.Line> after) {
        boolean tooMany = (long) before.size() * after.size() > MOST_COMPARED;
        int[][] common = tooMany ? new int[0][0] : common(before, after);
        List<Change> changes = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = !tooMany && i < before.size() && j < after.size();
            if (both && before.get(i).isLike(after.get(j))) {
                changes.add(new Change(Sign.KEPT, before.get(i++)));
                j++;
            } else if (i < before.size() && !(both && common[i][j + 1] > common[i + 1][j])) {
                changes.add(new Change(Sign.GONE, before.get(i++)));
            } else {
                changes.add(new Change(Sign.NEW, after.get(j++)));
            }
        }
        return changes;
    }

    /** How long the longest common subsequence of the rest is, from each pair of places on. */
    private static int[][] common(List<RecordedTest.Line> before, List<RecordedTest.Line> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).isLike(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<String> shown(List<Change> changes) {
        List<String> lines = new ArrayList<>();
        int leftOut = 0;
        for (int i = 0; i < changes.size(); i++) {
            if (!isWanted(changes, i)) {
                leftOut++;
                continue;
            }
            if (leftOut > 0) {
                lines.add("    …");
                leftOut = 0;
            }
            lines.add(text(changes.get(i)));
        }
        if (lines.size() > SHOWN) {
            int more = lines.size() - SHOWN;
            lines = new ArrayList<>(lines.subList(0, SHOWN));
            lines.add(String.format(Locale.ROOT, "    and %,d more lines", more));
        }
        return lines;
    }

    /** Whether a change is near, or within the unit that the line is the head of. */
    private static boolean isWanted(List<Change> changes, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(changes.size() - 1, at + AROUND);
        for (int i = from; i <= to; i++) {
            if (changes.get(i).sign() != Sign.KEPT) {
                return true;
            }
        }
        if (changes.get(at).line().head()) {
            for (int i = at + 1; i < changes.size() && !changes.get(i).line().head(); i++) {
                if (changes.get(i).sign() != Sign.KEPT) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(Change change) {
        RecordedTest.Line line = change.line();
        String sign =
                switch (change.sign()) {
                    case KEPT -> " ";
                    case GONE -> "-";
                    case NEW -> "+";
                };
        String text = line.text().length() <= WIDTH ? line.text() : line.text().substring(0, WIDTH) + " …";
        if (line.head()) {
            return "  " + sign + " " + text;
        }
        String site = change.sign() == Sign.NEW && !line.callSite().isEmpty() ? "   (" + line.callSite() + ")" : "";
        return String.format(Locale.ROOT, "  %s %,7d x  %s%s", sign, line.count(), text, site);
    }
}
