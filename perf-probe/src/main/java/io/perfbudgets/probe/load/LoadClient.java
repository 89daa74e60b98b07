package io.perfbudgets.probe.load;

import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.ProcessPlan.Http;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final Vertx vertx;

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
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true)
                .setBlockedThreadCheckInterval(Duration.ofHours(1).toMillis())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
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
        List<ScenarioRun.Kind> kinds = scenario.requests().stream()
                .map(request -> new ScenarioRun.Kind(
                        request,
                        new RequestSource(request, directory, fill),
                        new Answers(scenario.subject(request), request)))
                .toList();
        int connections = scenario.pace() instanceof LoadScenario.AtATime pace ? pace.concurrency() : MOST_CONNECTIONS;
        HttpClientAgent client = vertx.httpClientBuilder()
                .with(options())
                .with(pool(connections))
                .withConnectHandler(connection -> connection.exceptionHandler(seenByItsRequests -> {}))
                .build();
        Context context = vertx.getOrCreateContext();
        ScenarioRun run = new ScenarioRun(vertx, context, client, target, http, scenario, kinds, stop);
        try {
            return run.await(progress);
        } finally {
            await(client);
        }
    }

    private void await(HttpClientAgent client) throws InterruptedException {
        try {
            client.shutdown(0, TimeUnit.SECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            // Its connections end with this client.
        }
    }

    private HttpClientOptions options() {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(http.keepAlive())
                .setConnectTimeout(Math.toIntExact(Math.max(1, Math.min(http.timeout() / 1_000_000, 60_000))))
                .setSsl(target.tls())
                .setTrustAll(http.trustAll())
                .setVerifyHost(!http.trustAll())
                .setTcpNoDelay(true);
        if (http.version() == 2) {
            options.setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setUseAlpn(target.tls());
        }
        return options;
    }

    private static PoolOptions pool(int connections) {
        return new PoolOptions()
                .setHttp1MaxSize(connections)
                .setHttp2MaxSize(1)
                .setMaxWaitQueueSize(MOST_IN_FLIGHT)
                .setCleanerPeriod(0);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            // Its threads are daemons.
        }
    }
}
