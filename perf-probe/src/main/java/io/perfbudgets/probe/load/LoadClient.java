package io.perfbudgets.probe.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Sends scenarios to one target, one after the other, on a single event loop. Follows no redirects, so nothing but the
 * target is ever asked. Not thread-safe.
 */
public final class LoadClient implements AutoCloseable {
    /** More unanswered requests than this are not sent by the clock either. */
    static final int MOST_IN_FLIGHT = 10_000;

    private static final int MOST_CONNECTIONS = 1_000;

    private final Target target;
    private final Http http;
    private final Path directory;
    private final UnaryOperator<String> fill;
    private final EventLoopGroup group;

    /**
     * @param target what is loaded
     * @param http how requests are sent
     * @param directory the folder of the files that scenarios name
     * @param fill fills in placeholders
     */
    public LoadClient(Target target, Http http, Path directory, UnaryOperator<String> fill) {
        this.target = target;
        this.http = http;
        this.directory = directory;
        this.fill = fill;
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("perf-probe-load", true), NioIoHandler.newFactory());
    }

    /** Warms the client's own code up, which takes a second at most, and only once in a JVM. */
    public static void warmUp() throws InterruptedException {
        ClientWarmUp.once();
    }

    /**
     * Runs {@code scenario} to its end, or until {@code stop} gives a reason. Ends in bounded time: each request has its
     * timeout, and a target of which every request fails is given up.
     *
     * @param stop asked some fifty times a second
     * @throws IllegalArgumentException if a file that the scenario names cannot be used
     */
    public LoadResult run(LoadScenario scenario, Supplier<Optional<String>> stop, Progress progress)
            throws InterruptedException {
        return run(scenario, new GiveWay(Integer.MAX_VALUE), stop, progress);
    }

    /** The same, but gives way to a target that does not keep up and to whoever looks at it. */
    public LoadResult run(LoadScenario scenario, GiveWay giveWay, Supplier<Optional<String>> stop, Progress progress)
            throws InterruptedException {
        int connections = scenario.pace() instanceof LoadScenario.AtATime pace ? pace.concurrency() : MOST_CONNECTIONS;
        try (Wire wire = wire(connections)) {
            List<ScenarioRun.Kind> kinds = scenario.requests().stream()
                    .map(request -> new ScenarioRun.Kind(
                            request,
                            new RequestSource(request, directory, fill, wire),
                            new Answers(scenario.subject(request), request)))
                    .toList();
            return new ScenarioRun(group.next(), http, scenario, kinds, giveWay, stop).await(progress);
        }
    }

    private Wire wire(int connections) {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(Math.max(1, Math.min(http.timeout() / 1_000_000, 60_000))));
        return http.version() == 2
                ? new Http2(bootstrap, target, http)
                : new Http1(bootstrap, target, http, connections);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS)
                .awaitUninterruptibly(5, TimeUnit.SECONDS); // else they are daemons
    }
}
