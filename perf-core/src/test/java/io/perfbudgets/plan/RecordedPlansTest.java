package io.perfbudgets.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans as the engines printed them, with what is to be read from each. The files hold, for each case, {@code -- statement},
 * the plan, and {@code => } lines: one for each table (how it is read) and one for a temporary sort.
 */
class RecordedPlansTest {
    private static final Pattern CASE = Pattern.compile("\n-- ");

    record Case(Engine engine, String plan, List<String> expected) {}

    static Stream<Named<Case>> cases() throws IOException {
        List<Named<Case>> cases = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            String file = engine.name().toLowerCase(Locale.ROOT) + ".txt";
            try (InputStream in = Objects.requireNonNull(RecordedPlansTest.class.getResourceAsStream(file), file)) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String part : CASE.splitAsStream(text).skip(1).toList()) {
                    List<String> lines = part.lines().toList();
                    cases.add(Named.of(
                            engine + ": " + lines.get(0),
                            new Case(
                                    engine,
                                    lines.stream()
                                            .skip(1)
                                            .filter(line -> !line.startsWith("=> "))
                                            .collect(Collectors.joining("\n")),
                                    lines.stream()
                                            .filter(line -> line.startsWith("=> "))
                                            .map(line -> line.substring(3))
                                            .toList())));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysOfEachTableHowItIsRead(Case recorded) {
        assertThat(summary(recorded.engine().read(recorded.plan()))).isEqualTo(recorded.expected());
    }

    static List<String> summary(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (TableRead read : plan.reads()) {
            StringBuilder line =
                    new StringBuilder(read.schema().isEmpty() ? "" : read.schema() + ".").append(read.name());
            if (!read.alias().equals(read.name())) {
                line.append(' ').append(read.alias());
            }
            line.append(' ').append(read.access());
            if (!read.index().isEmpty()) {
                line.append(" by ").append(read.index());
            }
            if (!read.key().isEmpty()) {
                line.append(" entered by ").append(read.key());
            }
            switch (read.filter()) {
                case YES -> line.append(", filtered");
                case NO -> line.append(", unfiltered");
                case UNKNOWN -> {}
            }
            if (read.rows() >= 0) {
                line.append(", ").append(read.rows()).append(" rows");
            }
            lines.add(line.toString());
        }
        if (plan.sorts()) {
            lines.add("sorts");
        }
        return lines;
    }
}
