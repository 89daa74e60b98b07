package io.perfbudgets.probe.memory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory as an application tells it in Prometheus' text format: {@code process_resident_memory_bytes}, or without it the sum
 * of all {@code jvm_memory_used_bytes}. Thread-safe.
 */
public final class Prometheus implements MemorySource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI url;
    private final Map<String, String> headers;

    /**
     * @param url the endpoint
     * @param headers sent with each question
     */
    public Prometheus(URI url, Map<String, String> headers) {
        this.url = url;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public OptionalLong now() {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? memory(answer.body()) : OptionalLong.empty();
        } catch (IOException unreachable) {
            return OptionalLong.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    @Override
    public OptionalLong highest() {
        return OptionalLong.empty();
    }

    static OptionalLong memory(String text) {
        OptionalLong resident = sum(text, "process_resident_memory_bytes");
        return resident.isPresent() ? resident : sum(text, "jvm_memory_used_bytes");
    }

    /** The values of all series of one name, added up; empty if one of them is no number. */
    private static OptionalLong sum(String text, String name) {
        Pattern series = Pattern.compile("^" + name + "(?:\\{.*})?[ \\t]+([^\\s{}]+)", Pattern.MULTILINE);
        double sum = 0;
        boolean found = false;
        for (Matcher line = series.matcher(text); line.find(); found = true) {
            try {
                sum += Double.parseDouble(line.group(1));
            } catch (NumberFormatException damaged) {
                return OptionalLong.empty();
            }
        }
        return found && Double.isFinite(sum) ? OptionalLong.of(Math.round(sum)) : OptionalLong.empty();
    }
}
