package io.perfbudgets.judge;

import io.perfbudgets.measure.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines that say where a profiled body spends its time and its memory. */
final class ProfileLines {
    private static final int SHOWN = 3;

    private ProfileLines() {}

    static List<String> of(Profile profile) {
        List<String> lines = new ArrayList<>();
        for (Profile.Kind kind : Profile.Kind.values()) {
            profile.hot().stream()
                    .filter(hot -> hot.kind() == kind)
                    .limit(SHOWN)
                    .map(ProfileLines::line)
                    .forEach(lines::add);
        }
        if (!profile.file().isEmpty()) {
            lines.add("  Profile: " + profile.file());
        }
        return lines;
    }

    private static String line(Profile.Hot hot) {
        String leaf = hot.leaf().equals(hot.frame()) ? "" : "   <- " + hot.leaf();
        return String.format(
                Locale.ROOT, "  %3.0f %% of %s  %s%s", 100 * hot.share(), noun(hot.kind()), hot.frame(), leaf);
    }

    private static String noun(Profile.Kind kind) {
        return switch (kind) {
            case CPU -> "CPU time    ";
            case ALLOCATION -> "allocation  ";
            case LOCK -> "lock waiting";
        };
    }
}
