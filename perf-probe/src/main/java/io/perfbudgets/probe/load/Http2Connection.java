package io.perfbudgets.probe.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;

/** What an HTTP/2 connection says of itself, apart from its streams. */
final class Http2Connection extends ChannelInboundHandlerAdapter {
    /** Why a connection ended, for the streams that end with it. */
    static final AttributeKey<Throwable> CAUSE = AttributeKey.valueOf(Http2Connection.class, "cause");

    private final Http2 wire;

    Http2Connection(Http2 wire) {
        this.wire = wire;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (frame instanceof Http2GoAwayFrame) {
            wire.lost(context.channel());
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.channel().attr(CAUSE).setIfAbsent(cause);
        wire.lost(context.channel());
        Wire.end(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        wire.lost(context.channel());
    }
}
