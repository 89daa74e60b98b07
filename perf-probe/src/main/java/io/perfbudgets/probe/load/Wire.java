package io.perfbudgets.probe.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/** Connections to one target by one version of HTTP. Used on the event loop alone, but for {@link #prepare}. */
interface Wire extends AutoCloseable {
    /**
     * Encodes a request.
     *
     * @throws IllegalArgumentException if it cannot be sent by HTTP
     */
    Sendable prepare(Outgoing request);

    /** Puts {@code message} on its way; if that fails, the last handler of the channel is told. */
    static void write(Channel channel, Object message) {
        ChannelFuture ignored = channel.write(message, channel.voidPromise());
    }

    /** Tells {@code then} how connecting ended, with the handshake where there is one. */
    static void whenConnected(ChannelFuture connecting, Consumer<Future<?>> then) {
        connecting.addListener(connected -> {
            SslHandler encrypting = connecting.channel().pipeline().get(SslHandler.class);
            if (connected.isSuccess() && encrypting != null) {
                encrypting.handshakeFuture().addListener(then::accept);
            } else {
                then.accept(connected);
            }
        });
    }

    /** Ends {@code channel}; nobody waits for it. */
    static void end(Channel channel) {
        ChannelFuture ignored = channel.close();
    }

    /** Ends every connection, from any thread. */
    @Override
    void close();
}
