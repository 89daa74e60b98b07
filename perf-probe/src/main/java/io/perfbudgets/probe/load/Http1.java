package io.perfbudgets.probe.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1: one request at a time on each connection, the one that was used last first. A request is encoded once and sent as
 * bytes, so that sending costs little more than the system's own part of it.
 */
final class Http1 implements Wire {
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

    private final Bootstrap bootstrap;
    private final Target target;
    private final boolean keepAlive;
    private final int most;
    private final Optional<Tls> tls;
    private final ArrayDeque<Http1Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Channel> open = new HashSet<>();

    /** A request for which there is no connection yet. */
    private record Waiting(Encoded request, Answer answer) {}

    /**
     * A request as it goes out.
     *
     * @param head its first bytes
     * @param body sent after them
     * @param wantsNoBody whether the answer has none
     * @param repeatable whether sending it twice does no more than sending it once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Encoded(byte[] head, byte[] body, boolean wantsNoBody, boolean repeatable) {}

    /** @param most connections at a time */
    Http1(Bootstrap bootstrap, Target target, Http http, int most) {
        this.target = target;
        this.keepAlive = http.keepAlive();
        this.most = most;
        this.tls = Tls.of(target, http);
        this.bootstrap = bootstrap.clone().handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                tls.ifPresent(each -> channel.pipeline().addLast(each.handler(channel)));
                Http1Connection connection = new Http1Connection(Http1.this);
                channel.pipeline().addLast(connection.decoder(), connection);
            }
        });
    }

    @Override
    public Sendable prepare(Outgoing request) {
        HttpMethod method = HttpMethod.valueOf(request.method());
        FullHttpRequest message =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, request.path(), Unpooled.EMPTY_BUFFER);
        message.headers().set(HttpHeaderNames.HOST, target.authority());
        if (!keepAlive) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        request.headers().forEach(message.headers()::set);
        if (request.body().length > 0 || method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT)) {
            HttpUtil.setContentLength(message, request.body().length);
        }
        Encoded encoded = new Encoded(
                bytes(message), request.body(), method.equals(HttpMethod.HEAD), REPEATABLE.contains(request.method()));
        return answer -> send(encoded, answer);
    }

    private static byte[] bytes(FullHttpRequest message) {
        EmbeddedChannel encoder = new EmbeddedChannel(new HttpRequestEncoder());
        encoder.writeOutbound(message);
        ByteBuf all = Unpooled.wrappedBuffer(
                encoder.outboundMessages().stream().map(ByteBuf.class::cast).toArray(ByteBuf[]::new));
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes).release();
        encoder.outboundMessages().clear();
        encoder.finishAndReleaseAll();
        return bytes;
    }

    void send(Encoded request, Answer answer) {
        Http1Connection kept = idle.pollLast();
        while (kept != null && !kept.isActive()) {
            kept = idle.pollLast();
        }
        if (kept != null) {
            kept.send(request, answer);
        } else if (open.size() < most) {
            connect(request, answer);
        } else {
            waiting.add(new Waiting(request, answer));
        }
    }

    private void connect(Encoded request, Answer answer) {
        ChannelFuture connecting = bootstrap.connect(target.address(), target.port());
        Channel channel = connecting.channel();
        open.add(channel);
        channel.closeFuture().addListener(closed -> {
            open.remove(channel);
            next().ifPresent(each -> send(each.request(), each.answer()));
        });
        answer.on(channel);
        Wire.whenConnected(connecting, how -> connected(how, channel, request, answer));
    }

    private void connected(Future<?> how, Channel channel, Encoded request, Answer answer) {
        @Nullable Http1Connection connection = channel.pipeline().get(Http1Connection.class);
        if (!how.isSuccess() || connection == null) {
            Wire.end(channel);
            answer.failed(how.isSuccess() ? new ClosedChannelException() : how.cause());
        } else if (answer.isOver()) {
            released(connection);
        } else {
            connection.send(request, answer);
        }
    }

    /** {@code connection} is free for the next request. */
    void released(Http1Connection connection) {
        Optional<Waiting> next = next();
        if (next.isPresent()) {
            connection.send(next.get().request(), next.get().answer());
        } else {
            idle.addLast(connection);
        }
    }

    /** {@code connection} cannot be used any more. */
    void lost(Http1Connection connection) {
        idle.remove(connection);
    }

    private Optional<Waiting> next() {
        for (Waiting first = waiting.poll(); first != null; first = waiting.poll()) {
            if (!first.answer().isOver()) {
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        bootstrap.config().group().execute(() -> {
            List.copyOf(open).forEach(Wire::end);
        });
    }
}
