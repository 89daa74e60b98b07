package io.perfbudgets.probe.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.LoadScenario.ByTheClock;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
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
    private static final long HELD_NANOS = 1_000_000;
    private static final long LONGEST_PARK_NANOS = 50_000_000;

    /** A kind of request with its source and its answers. */
    record Kind(LoadRequest request, RequestSource source, Answers answers) {}

    private final EventLoop loop;
    private final Http http;
    private final LoadScenario scenario;
    private final List<Kind> kinds;
    private final int warmUp;
    private final Supplier<Optional<String>> stop;
    private final Mix mix;
    private final long planned;
    private final int giveUp;
    private final GiveWay giveWay;
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
            EventLoop loop,
            Http http,
            LoadScenario scenario,
            List<Kind> kinds,
            GiveWay giveWay,
            Supplier<Optional<String>> stop) {
        this.loop = loop;
        this.http = http;
        this.scenario = scenario;
        this.kinds = kinds;
        this.warmUp = scenario.warmUp();
        this.giveWay = giveWay;
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
        loop.execute(() -> timedFrom = began);
        Future<?> sweeper = loop.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        try {
            if (scenario.pace() instanceof AtATime pace) {
                loop.execute(() -> {
                    for (int i = 0; i < pace.concurrency(); i++) {
                        issueNext(System.nanoTime());
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
            sweeper.cancel(false);
            giveWay.inFlight(0);
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
        long stood = 0;
        for (long i = 0; i < planned && stopped == null; i++) {
            long unheld = began + Math.round(i * 1e9 / pace.perSecond());
            long now = System.nanoTime();
            while (stopped == null && (giveWay.isHeld() || unheld + stood > now)) {
                LockSupport.parkNanos(
                        giveWay.isHeld() ? HELD_NANOS : Math.min(unheld + stood - now, LONGEST_PARK_NANOS));
                long then = now;
                now = System.nanoTime();
                stood += giveWay.isHeld() ? now - then : 0;
            }
            long due = unheld + stood;
            loop.execute(() -> issue(due, System.nanoTime()));
        }
    }

    private void issueNext(long now) {
        if (stopped == null && issued < planned) {
            issue(now, now);
        }
    }

    private void issue(long due, long now) {
        if (stopped != null) {
            return;
        }
        boolean timed = issued++ >= warmUp;
        if (inFlight >= giveWay.most()) {
            return; // whoever is under way ends the run
        }
        if (issued == warmUp + 1L) {
            timedFrom = warmUp == 0 ? timedFrom : due;
        }
        Kind kind = kinds.get(mix.next());
        if (inFlight >= LoadClient.MOST_IN_FLIGHT) {
            kind.answers().failed(0, Failure.NOT_SENT, timed);
            ended(false, now);
            return;
        }
        Exchange exchange = new Exchange(kind, due, now, timed);
        giveWay.inFlight(++inFlight);
        mostInFlight = Math.max(mostInFlight, inFlight);
        open.add(exchange);
        kind.source().next().send(exchange);
    }

    private void ended(boolean good, long now) {
        done.lazySet(done.get() + 1);
        failuresInARow = good ? 0 : failuresInARow + 1;
        if (failuresInARow >= giveUp && stopped == null) {
            stopped = "given up after " + failuresInARow + " failures in a row";
            List.copyOf(open).forEach(Exchange::abandon);
        }
        boolean over = issued >= planned || stopped != null;
        if (over && inFlight == 0) {
            finish();
        } else if (scenario.pace() instanceof AtATime) {
            issueNext(now);
        }
    }

    /** What was answered is there to be read before anybody reads it. */
    private void finish() {
        kinds.forEach(kind -> kind.answers().flush());
        end.countDown();
    }

    /** Ends requests that take too long, and the run if something says so. Requests were begun in order. */
    private void sweep() {
        kinds.forEach(kind -> kind.answers().flush());
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
            finish();
        }
    }

    /** One request and its answer. */
    private final class Exchange implements Answer {
        private final Kind kind;
        private final long due;
        private final long sent;
        private final boolean timed;
        private @Nullable Channel channel;
        private @Nullable ByteArrayOutputStream body;
        private int status;
        private long size;
        private boolean over;

        Exchange(Kind kind, long due, long sent, boolean timed) {
            this.kind = kind;
            this.due = due;
            this.sent = sent;
            this.timed = timed;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void on(Channel carrying) {
            channel = carrying;
        }

        @Override
        public void status(int answered) {
            status = answered;
        }

        @Override
        public void part(ByteBuf part) {
            int length = part.readableBytes();
            size += length;
            if (length > 0
                    && size <= LARGEST_SEARCHED
                    && kind.request().contains().isPresent()) {
                body = body == null ? new ByteArrayOutputStream() : body;
                body.writeBytes(ByteBufUtil.getBytes(part, part.readerIndex(), length, false));
            }
        }

        @Override
        public void end() {
            Optional<String> wanted = kind.request().contains();
            if (!kind.answers().isWanted(status)) {
                fail(Failure.status(status));
            } else if (wanted.isPresent() && !has(wanted.get())) {
                fail("body without '" + wanted.get() + "'");
            } else if (!over) {
                over();
                long now = System.nanoTime();
                kind.answers().answered(now - due, size, timed, now);
                ended(true, now);
            }
        }

        private boolean has(String text) {
            return body != null && body.toString(StandardCharsets.UTF_8).contains(text);
        }

        @Override
        public void failed(Throwable cause) {
            fail(Failure.kind(cause));
        }

        void fail(String kindOfFailure) {
            if (!over) {
                over();
                long now = System.nanoTime();
                kind.answers().failed(now - due, kindOfFailure, timed);
                if (channel != null && kindOfFailure.equals(Failure.TIMED_OUT)) {
                    Wire.end(channel);
                }
                ended(false, now);
            }
        }

        /** Gives it up without counting it: the run was stopped. */
        void abandon() {
            if (!over) {
                over();
                if (channel != null) {
                    Wire.end(channel);
                }
            }
        }

        private void over() {
            over = true;
            giveWay.inFlight(--inFlight);
            // The next in line would otherwise hold on to everything behind it.
            while (!open.isEmpty() && open.peekFirst().over) {
                open.removeFirst();
            }
        }
    }
}
