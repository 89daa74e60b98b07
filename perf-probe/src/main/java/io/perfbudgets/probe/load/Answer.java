package io.perfbudgets.probe.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Is told what comes of one request, on the event loop. */
interface Answer {
    /** Whether nobody waits for it any more: it took too long, or the run was stopped. */
    boolean isOver();

    /** It is sent on {@code channel}, which is closed if it takes too long. */
    void on(Channel channel);

    void status(int status);

    /** A part of the body, which is released by the caller. */
    void part(ByteBuf part);

    /** The answer is complete. */
    void end();

    /** There will be no complete answer. Without effect after its end. */
    void failed(Throwable cause);
}
