package io.perfbudgets.probe.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/** One request by HTTP/2. */
final class Http2Stream extends ChannelInboundHandlerAdapter {
    private final Answer answer;

    Http2Stream(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2HeadersFrame headers) {
                CharSequence status = headers.headers().status();
                if (status != null && status.charAt(0) != '1') { // neither a trailer nor an interim answer
                    answer.status(Integer.parseInt(status.toString()));
                }
                end(headers.isEndStream());
            } else if (frame instanceof Http2DataFrame data) {
                answer.part(data.content());
                end(data.isEndStream());
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void end(boolean last) {
        if (last) {
            answer.end();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame) {
            answer.failed(new Failure.StreamResetException());
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.failed(cause);
        Wire.end(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Throwable cause = context.channel().parent().attr(Http2Connection.CAUSE).get();
        answer.failed(Optional.ofNullable(cause).orElseGet(ClosedChannelException::new));
    }
}
