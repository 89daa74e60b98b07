package io.perfbudgets.probe.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2: all requests on one connection, which a new one follows when the server ends it. As many at a time as the server
 * allows; the others wait.
 */
final class Http2 implements Wire {
    private static final int WINDOW = 1024 * 1024;

    private final Bootstrap bootstrap;
    private final Target target;
    private final Optional<Tls> tls;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable Channel connecting;
    private @Nullable Channel connection;

    /** A request for which there is no connection yet. */
    private record Waiting(Encoded request, Answer answer) {}

    /** A request as HTTP/2 has it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(Http2Headers headers, byte[] body) {}

    Http2(Bootstrap bootstrap, Target target, Http http) {
        this.target = target;
        this.tls = Tls.of(target, http);
        this.bootstrap = bootstrap.clone().handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                tls.ifPresent(each -> channel.pipeline().addLast(each.handler(channel)));
                channel.pipeline()
                        .addLast(
                                Http2FrameCodecBuilder.forClient()
                                        .encoderEnforceMaxConcurrentStreams(true)
                                        .initialSettings(Http2Settings.defaultSettings()
                                                .pushEnabled(false)
                                                .initialWindowSize(WINDOW))
                                        .build(),
                                new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                new Http2Connection(Http2.this));
            }
        });
    }

    @Override
    public Sendable prepare(Outgoing request) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method(request.method())
                .scheme(target.tls() ? "https" : "http")
                .authority(target.authority())
                .path(request.path());
        request.headers().forEach((name, value) -> headers.set(name.toLowerCase(Locale.ROOT), value));
        if (request.body().length > 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(request.body().length));
        }
        Encoded encoded = new Encoded(headers, request.body());
        return answer -> send(new Waiting(encoded, answer));
    }

    private void send(Waiting request) {
        if (connection != null) {
            open(connection, request);
            return;
        }
        waiting.add(request);
        if (connecting == null) {
            ChannelFuture begun = bootstrap.connect(target.address(), target.port());
            Channel channel = begun.channel();
            connecting = channel;
            Wire.whenConnected(begun, how -> connected(how, channel));
        }
    }

    private void connected(Future<?> how, Channel channel) {
        @Nullable SslHandler encrypting = channel.pipeline().get(SslHandler.class);
        boolean understood =
                encrypting == null || ApplicationProtocolNames.HTTP_2.equals(encrypting.applicationProtocol());
        connecting = null;
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        if (how.isSuccess() && understood) {
            connection = channel;
            all.forEach(each -> open(channel, each));
        } else {
            Wire.end(channel);
            Throwable cause = how.isSuccess() ? new Failure.OtherProtocolException() : how.cause();
            all.forEach(each -> each.answer().failed(cause));
        }
    }

    private static void open(Channel connection, Waiting waiting) {
        Answer answer = waiting.answer();
        if (answer.isOver()) {
            return;
        }
        Future<Http2StreamChannel> opening = new Http2StreamChannelBootstrap(connection)
                .handler(new Http2Stream(answer))
                .open();
        opening.addListener(opened -> {
            if (opened.isSuccess()) {
                send(opening.getNow(), waiting.request(), answer);
            } else {
                answer.failed(opened.cause());
            }
        });
    }

    private static void send(Http2StreamChannel stream, Encoded request, Answer answer) {
        answer.on(stream);
        boolean hasBody = request.body().length > 0;
        Wire.write(stream, new DefaultHttp2HeadersFrame(request.headers(), !hasBody));
        if (hasBody) {
            Wire.write(stream, new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(request.body()), true));
        }
        stream.flush();
    }

    /** {@code ended} takes no more requests. */
    void lost(Channel ended) {
        connection = ended.equals(connection) ? null : connection;
    }

    @Override
    public void close() {
        bootstrap.config().group().execute(() -> {
            if (connecting != null) {
                Wire.end(connecting);
            }
            if (connection != null) {
                Wire.end(connection);
            }
        });
    }
}
