package io.perfbudgets.junit.spring;

import io.perfbudgets.junit.http.LocalTarget;
import io.perfbudgets.junit.unit.Units;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Makes requests of Spring's clients say which test they are for, if they stay on this machine. */
public final class SpringClients {
    private SpringClients() {}

    /** Names a request of a blocking client, an {@link HttpRequest} that has not been sent. */
    public static void name(Object unsent) {
        HttpRequest request = (HttpRequest) unsent;
        String test = headerFor(request.getURI());
        if (test != null) {
            request.getHeaders().set(Units.HEADER, test);
        }
    }

    private static @Nullable String headerFor(URI target) {
        return LocalTarget.isLocal(target) ? Units.header() : null;
    }

    /** The same for {@code WebClient}; apart, as an application with blocking clients may have no WebFlux. */
    public static final class Reactive {
        private Reactive() {}

        /** The request, a {@link ClientRequest}, with our header. */
        public static Object named(Object unnamed) {
            return named((ClientRequest) unnamed);
        }

        static ClientRequest named(ClientRequest request) {
            String test = headerFor(request.url());
            return test == null
                    ? request
                    : ClientRequest.from(request)
                            .headers(headers -> headers.set(Units.HEADER, test))
                            .build();
        }
    }
}
