package io.perfbudgets.probe.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.perfbudgets.probe.load.Http1.Encoded;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection by HTTP/1.1, and the request that is under way on it. */
final class Http1Connection extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_HEADERS = 64 * 1024;

    private final Http1 wire;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Answer answer;
    private @Nullable Encoded request;
    private boolean isUsed;
    private boolean isAnswering;
    private boolean interim;
    private boolean keeps;

    Http1Connection(Http1 wire) {
        this.wire = wire;
    }

    /** Goes before it in the pipeline. */
    ChannelHandler decoder() {
        return new HttpResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_HEADERS)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setValidateHeaders(false)) {
            @Override
            protected boolean isContentAlwaysEmpty(HttpMessage message) {
                return (request != null && request.wantsNoBody()) || super.isContentAlwaysEmpty(message);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    boolean isActive() {
        return context != null && context.channel().isActive();
    }

    void send(Encoded next, Answer waiting) {
        ChannelHandlerContext on = Objects.requireNonNull(context);
        answer = waiting;
        request = next;
        isAnswering = false;
        waiting.on(on.channel());
        Wire.write(on.channel(), on.alloc().directBuffer(next.head().length).writeBytes(next.head()));
        if (next.body().length > 0) {
            Wire.write(on.channel(), Unpooled.wrappedBuffer(next.body()));
        }
        on.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext on, Object message) {
        try {
            if (answer == null) {
                Wire.end(on.channel()); // nothing was asked
            } else if (((HttpObject) message).decoderResult().isFailure()) {
                exceptionCaught(on, ((HttpObject) message).decoderResult().cause());
            } else {
                read(answer, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Answer waiting, Object message) {
        isAnswering = true;
        if (message instanceof HttpResponse head) {
            HttpResponseStatus status = head.status();
            interim = status.codeClass() == HttpStatusClass.INFORMATIONAL && status.code() != 101;
            if (!interim) {
                keeps = HttpUtil.isKeepAlive(head) && status.code() != 101;
                waiting.status(status.code());
            }
        }
        if (message instanceof HttpContent part && !interim) {
            waiting.part(part.content());
            if (part instanceof LastHttpContent) {
                complete(waiting);
            }
        }
    }

    private void complete(Answer waiting) {
        answer = null;
        isUsed = true;
        // Back first: the end of one request is the beginning of the next.
        if (keeps && isActive()) {
            wire.released(this);
        } else if (context != null) {
            Wire.end(context.channel());
        }
        waiting.end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext on, Throwable cause) {
        Answer waiting = answer;
        answer = null;
        Wire.end(on.channel());
        if (waiting == null) {
            return;
        }
        // A server may end a kept connection at any time, which is no failure of what was sent at that moment.
        if (isUsed && !isAnswering && cause instanceof IOException && again(waiting)) {
            return;
        }
        waiting.failed(cause);
    }

    private boolean again(Answer waiting) {
        Encoded unanswered = request;
        if (waiting.isOver() || unanswered == null || !unanswered.repeatable()) {
            return false;
        }
        wire.send(unanswered, waiting);
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext on) {
        wire.lost(this);
        exceptionCaught(on, new ClosedChannelException());
    }
}
