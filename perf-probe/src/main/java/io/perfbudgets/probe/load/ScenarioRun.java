package io.perfbudgets.probe.load;

import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.LoadScenario.ByTheClock;
import io.perfbudgets.budget.ProcessPlan.Http;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One scenario under way. Everything but the pace by the clock happens on one event loop, which owns all fields that are not
 * final.
 */
final class ScenarioRun {
    private static final int SWEEP_MILLIS = 20;
    private static final int LARGEST_SEARCHED = 16 * 1024 * 1024;
    private static final int FEWEST_TO_GIVE_UP = 20;

    /** A kind of request with its source and its answers. */
    record Kind(LoadRequest request, RequestSource source, Answers answers) {}

    private final Vertx vertx;
    private final Context context;
    private final HttpClientAgent client;
    private final Target target;
    private final SocketAddress server;
    private final Http http;
    private final LoadScenario scenario;
    private final List<Kind> kinds;
    private final int warmUp;
    private final Supplier<Optional<String>> stop;
    private final Mix mix;
    private final long planned;
    private final int giveUp;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ArrayDeque<Exchange> open = new ArrayDeque<>();

    private final AtomicLong done = new AtomicLong();
    private volatile @Nullable String stopped;
    private long issued;
    private int inFlight;
    private int mostInFlight;
    private int failuresInARow;
    private long timedFrom;

    ScenarioRun(
            Vertx vertx,
            Context context,
            HttpClientAgent client,
            Target target,
            Http http,
            LoadScenario scenario,
            List<Kind> kinds,
            Supplier<Optional<String>> stop) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.target = target;
        this.server =
                SocketAddress.inetSocketAddress(target.port(), target.address().getHostAddress());
        this.http = http;
        this.scenario = scenario;
        this.kinds = kinds;
        this.warmUp = scenario.warmUp();
        this.stop = stop;
        this.mix = new Mix(kinds.stream().map(kind -> kind.request().weight()).toList());
        if (scenario.pace() instanceof AtATime pace) {
            this.planned = (long) pace.requests() + warmUp;
            this.giveUp = Math.max(FEWEST_TO_GIVE_UP, 2 * pace.concurrency());
        } else {
            ByTheClock pace = (ByTheClock) scenario.pace();
            this.planned = Math.max(1, Math.round(pace.perSecond() * (pace.duration() / 1e9)));
            this.giveUp = FEWEST_TO_GIVE_UP;
        }
    }

    /** Runs it; reports on the calling thread. */
    LoadResult await(Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        context.runOnContext(ignored -> timedFrom = began);
        long sweeper = vertx.setPeriodic(SWEEP_MILLIS, ignored -> context.runOnContext(also -> sweep()));
        try {
            if (scenario.pace() instanceof AtATime pace) {
                context.runOnContext(ignored -> {
                    for (int i = 0; i < pace.concurrency(); i++) {
                        issueNext();
                    }
                });
            } else {
                Thread clock = new Thread(() -> keepTime((ByTheClock) scenario.pace(), began), "perf-probe-clock");
                clock.setDaemon(true);
                clock.start();
            }
            while (!end.await(1, TimeUnit.SECONDS)) {
                progress.at(
                        done.get(),
                        planned,
                        System.nanoTime() - began,
                        kinds.stream().map(Kind::answers).toList());
            }
        } catch (InterruptedException interrupted) {
            stopped = "interrupted";
            throw interrupted;
        } finally {
            vertx.cancelTimer(sweeper);
        }
        long ended = System.nanoTime();
        kinds.forEach(kind -> kind.answers().end(model(), ended));
        return new LoadResult(
                scenario.name(),
                kinds.stream().map(Kind::answers).toList(),
                ended - timedFrom,
                mostInFlight,
                Optional.ofNullable(stopped));
    }

    private String model() {
        return scenario.pace() instanceof AtATime pace
                ? "closed model, " + pace.concurrency() + " at a time"
                : "open model, " + ((ByTheClock) scenario.pace()).perSecond() + "/s";
    }

    /** Sends each request at its time; one that is late is sent at once and counts from when it was due. */
    private void keepTime(ByTheClock pace, long began) {
        for (long i = 0; i < planned && stopped == null; i++) {
            long due = began + Math.round(i * 1e9 / pace.perSecond());
            for (long left = due - System.nanoTime(); left > 0 && stopped == null; left = due - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, 50_000_000));
            }
            context.runOnContext(ignored -> issue(due));
        }
    }

    private void issueNext() {
        if (stopped == null && issued < planned) {
            issue(System.nanoTime());
        }
    }

    private void issue(long due) {
        if (stopped != null) {
            return;
        }
        boolean timed = issued++ >= warmUp;
        if (issued == warmUp + 1L) {
            timedFrom = warmUp == 0 ? timedFrom : due;
        }
        Kind kind = kinds.get(mix.next());
        if (inFlight >= LoadClient.MOST_IN_FLIGHT) {
            kind.answers().failed(0, Failure.NOT_SENT, timed);
            ended(false);
            return;
        }
        Exchange exchange = new Exchange(kind, due, timed);
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        open.add(exchange);
        exchange.send();
    }

    private void ended(boolean good) {
        done.lazySet(done.get() + 1);
        failuresInARow = good ? 0 : failuresInARow + 1;
        if (failuresInARow >= giveUp && stopped == null) {
            stopped = "given up after " + failuresInARow + " failures in a row";
            List.copyOf(open).forEach(Exchange::abandon);
        }
        boolean over = issued >= planned || stopped != null;
        if (over && inFlight == 0) {
            end.countDown();
        } else if (scenario.pace() instanceof AtATime) {
            issueNext();
        }
    }

    /** Ends requests that take too long, and the run if something says so. Requests were begun in order. */
    private void sweep() {
        long now = System.nanoTime();
        while (!open.isEmpty()) {
            Exchange oldest = open.peekFirst();
            if (!oldest.over && now - oldest.sent < http.timeout()) {
                break;
            }
            open.removeFirst();
            oldest.fail(Failure.TIMED_OUT);
        }
        if (stopped == null) {
            stop.get().ifPresent(reason -> {
                stopped = reason;
                List.copyOf(open).forEach(Exchange::abandon);
            });
        }
        if (stopped != null && inFlight == 0) {
            end.countDown();
        }
    }

    /** One request and its answer. */
    private final class Exchange {
        private final Kind kind;
        private final long due;
        private final long sent = System.nanoTime();
        private final boolean timed;
        private @Nullable HttpClientRequest request;
        private @Nullable Buffer body;
        private long size;
        private boolean over;

        Exchange(Kind kind, long due, boolean timed) {
            this.kind = kind;
            this.due = due;
            this.timed = timed;
        }

        void send() {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.valueOf(kind.request().method()))
                    .setServer(server)
                    .setHost(target.host())
                    .setPort(target.port())
                    .setURI(kind.source().nextPath());
            kind.source().headers().forEach(options::putHeader);
            client.request(options).onComplete(this::connected, this::fail);
        }

        private void connected(HttpClientRequest connected) {
            request = connected;
            connected.exceptionHandler(this::fail); // also of one that is given up at once, or its reset is logged
            if (over) {
                connected.reset();
                return;
            }
            byte[] content = kind.source().body();
            (content.length == 0 ? connected.send() : connected.send(Buffer.buffer(content)))
                    .onComplete(this::answered, this::fail);
        }

        private void answered(HttpClientResponse answer) {
            int status = answer.statusCode();
            Optional<String> wanted = kind.request().contains();
            boolean search = wanted.isPresent();
            answer.handler(part -> {
                size += part.length();
                if (search && size <= LARGEST_SEARCHED) {
                    body = body == null ? Buffer.buffer() : body;
                    body.appendBuffer(part);
                }
            });
            answer.end().onComplete(end -> complete(status, wanted), this::fail);
        }

        private void complete(int status, Optional<String> wanted) {
            if (!kind.answers().isWanted(status)) {
                fail(Failure.status(status));
            } else if (wanted.isPresent() && !has(wanted.get())) {
                fail("body without '" + wanted.get() + "'");
            } else if (!over) {
                over();
                kind.answers().answered(System.nanoTime() - due, size, timed);
                ended(true);
            }
        }

        private boolean has(String text) {
            return body != null && body.toString(StandardCharsets.UTF_8).contains(text);
        }

        private void fail(Throwable cause) {
            fail(Failure.kind(cause));
        }

        void fail(String kindOfFailure) {
            if (!over) {
                over();
                kind.answers().failed(System.nanoTime() - due, kindOfFailure, timed);
                if (request != null && kindOfFailure.equals(Failure.TIMED_OUT)) {
                    request.reset();
                }
                ended(false);
            }
        }

        /** Gives it up without counting it: the run was stopped. */
        void abandon() {
            if (!over) {
                over();
                if (request != null) {
                    request.reset();
                }
            }
        }

        private void over() {
            over = true;
            inFlight--;
            // The next in line would otherwise hold on to everything behind it.
            while (!open.isEmpty() && open.peekFirst().over) {
                open.removeFirst();
            }
        }
    }
}
