package io.perfbudgets.probe.load;

import io.perfbudgets.budget.LoadRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The requests of one kind, one after the other: values take turns, all of the same turn together, so that two columns of
 * one CSV file stay together. Everything is read, filled in and encoded beforehand. Not thread-safe.
 */
final class RequestSource {
    private final List<Sendable> requests = new ArrayList<>();
    private int next;

    /**
     * @param request what is sent
     * @param directory the folder of the files that it names
     * @param fill fills in placeholders
     * @param wire what they are sent by
     * @throws IllegalArgumentException if a file cannot be read or has no such column, or HTTP allows no such request
     */
    RequestSource(LoadRequest request, Path directory, UnaryOperator<String> fill, Wire wire) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, fill.apply(value)));
        byte[] body = request.bodyFile()
                .map(file -> bytes(directory.resolve(file)))
                .orElseGet(() -> fill.apply(request.body()).getBytes(StandardCharsets.UTF_8));
        Map<String, List<String>> values = new LinkedHashMap<>();
        request.values()
                .forEach((name, from) -> values.put(
                        name,
                        from.csv()
                                .map(file -> column(directory.resolve(file), name))
                                .orElse(from.listed())));
        int turns = values.values().stream().mapToInt(List::size).max().orElse(1);
        for (int turn = 0; turn < turns; turn++) {
            String path = fill.apply(request.path());
            for (Map.Entry<String, List<String>> entry : values.entrySet()) {
                List<String> list = entry.getValue();
                String value = URLEncoder.encode(fill.apply(list.get(turn % list.size())), StandardCharsets.UTF_8)
                        .replace("+", "%20");
                path = path.replace("{" + entry.getKey() + "}", value);
            }
            requests.add(wire.prepare(new Outgoing(request.method(), path, headers, body)));
        }
    }

    /** The next request; the first comes last. */
    Sendable next() {
        next = next + 1 < requests.size() ? next + 1 : 0;
        return requests.get(next);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("process.load: cannot read " + file, unreadable);
        }
    }

    private static List<String> column(Path file, String name) {
        List<String[]> rows = new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(",", -1))
                .toList();
        List<String> columns = rows.isEmpty()
                ? List.of()
                : Arrays.stream(rows.get(0)).map(RequestSource::plain).toList();
        int column = columns.indexOf(name);
        if (column < 0 || rows.size() < 2) {
            throw new IllegalArgumentException("process.load: " + file + " has "
                    + (column < 0 ? "no column '" + name + "'; its first line names " + columns : "no line of values"));
        }
        return rows.stream()
                .skip(1)
                .filter(row -> row.length > column)
                .map(row -> plain(row[column]))
                .toList();
    }

    private static String plain(String cell) {
        String stripped = cell.strip().replace("\uFEFF", "");
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }
}
