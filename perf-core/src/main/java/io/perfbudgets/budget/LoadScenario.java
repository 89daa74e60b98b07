package io.perfbudgets.budget;

import java.util.List;

/**
 * Some requests that are sent to a running application, and how many of them at which pace. Immutable.
 *
 * @param name the key in the file
 * @param requests what is sent; where there are several, they are mixed by their weights
 * @param pace how fast
 * @param warmUp how many requests come first without being timed
 */
public record LoadScenario(String name, List<LoadRequest> requests, Pace pace, int warmUp) {
    public LoadScenario {
        requests = List.copyOf(requests);
    }

    /** How fast requests are sent. */
    public sealed interface Pace {}

    /**
     * So many at a time: the next is sent when one was answered.
     *
     * @param requests how many altogether
     * @param concurrency how many at a time
     */
    public record AtATime(int requests, int concurrency) implements Pace {}

    /**
     * By the clock, whether or not the last one was answered; latencies count from the moment at which a request was due.
     *
     * @param perSecond requests a second
     * @param duration nanoseconds
     */
    public record ByTheClock(int perSecond, long duration) implements Pace {}

    /** One of its requests as a subject, kept apart from the same route as tests see it. */
    public Subject subject(LoadRequest request) {
        return Subject.load(request.method(), request.path(), name);
    }
}
