package io.perfbudgets.junit.http;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Guesses the route template of a path where no framework tells it. */
public final class Routes {
    private static final Pattern VARIABLE = Pattern.compile(
            "\\d+|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9a-fA-F]{24,}");

    private Routes() {}

    /** Numbers, UUIDs and long hexadecimal keys become {@code {id}}: {@code /api/games/{id}}. */
    public static String guess(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> VARIABLE.matcher(segment).matches() ? "{id}" : segment)
                .collect(Collectors.joining("/"));
    }
}
