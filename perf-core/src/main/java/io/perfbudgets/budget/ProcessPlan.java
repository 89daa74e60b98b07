package io.perfbudgets.budget;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code process} declares: a running application, how it is started or reached, and what is asked of it. Texts may
 * hold <code>${port}</code> and <code>${env:NAME}</code>, which the probe fills in. Immutable.
 *
 * @param name the subject's name
 * @param command the program and its arguments; empty if something that already runs is probed
 * @param directory its working folder, relative to the module's; empty for the module's own
 * @param environment variables that are added to the probe's own
 * @param url the application's address, scheme, host and port
 * @param ready when a start counts as over
 * @param starts how many cold starts are measured first
 * @param http how requests are sent
 * @param metrics where a Prometheus endpoint is, a path or a whole URL
 * @param load what is asked of it, in this order
 * @param soak the long run behind a budget on growth
 */
public record ProcessPlan(
        String name,
        List<String> command,
        String directory,
        Map<String, String> environment,
        String url,
        ReadyCheck ready,
        int starts,
        Http http,
        Optional<String> metrics,
        List<LoadScenario> load,
        Optional<Soak> soak) {

    public ProcessPlan {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        load = List.copyOf(load);
    }

    /**
     * When a start is over: at the first answer of {@code status} to a GET of {@code path}, or at the first line of output
     * in which {@code log} finds something.
     *
     * @param path the path and query that is asked for; unused if {@code log} is there
     * @param status the status that means ready
     * @param log a regular expression
     * @param within nanoseconds after which the start has failed
     */
    public record ReadyCheck(String path, int status, Optional<String> log, long within) {}

    /**
     * How requests are sent.
     *
     * @param version 1 for HTTP/1.1, 2 for HTTP/2 (without TLS by prior knowledge)
     * @param keepAlive whether a connection serves more than one request; HTTP/2 always does
     * @param timeout nanoseconds that one request may take, connecting included
     * @param trustAll whether any certificate is accepted
     */
    public record Http(int version, boolean keepAlive, long timeout, boolean trustAll) {
        static final Http DEFAULT = new Http(1, true, 10_000_000_000L, false);
    }

    /**
     * A long run of one scenario in which memory must not grow.
     *
     * @param load the name of a scenario; its requests and their weights are used
     * @param duration nanoseconds of use that the run stands for
     * @param rate requests a second in that use
     * @param compress how many times faster than in that use requests are sent; 1 for real time
     */
    public record Soak(String load, long duration, int rate, int compress) {}

    /** The application as a subject. */
    public Subject subject() {
        return Subject.process(name);
    }
}
