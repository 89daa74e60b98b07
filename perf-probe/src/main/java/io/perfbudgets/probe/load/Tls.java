package io.perfbudgets.probe.load;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.perfbudgets.budget.ProcessPlan.Http;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Encrypts the connections to one target. */
final class Tls {
    private final SslContext context;
    private final Target target;
    private final Http http;

    /** None where the target is not reached by TLS. */
    static Optional<Tls> of(Target target, Http http) {
        return target.tls() ? Optional.of(new Tls(target, http)) : Optional.empty();
    }

    private Tls(Target target, Http http) {
        this.target = target;
        this.http = http;
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        if (http.trustAll()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        }
        if (http.version() == 2) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2));
        }
        try {
            this.context = builder.build();
        } catch (SSLException impossible) {
            throw new IllegalStateException("This JVM has no TLS", impossible);
        }
    }

    /** Goes first in the pipeline of {@code channel}. */
    SslHandler handler(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), target.host(), target.port());
        handler.setHandshakeTimeout(http.timeout(), TimeUnit.NANOSECONDS);
        return handler;
    }
}
