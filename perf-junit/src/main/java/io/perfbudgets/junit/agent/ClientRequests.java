package io.perfbudgets.junit.agent;

import io.perfbudgets.junit.http.LocalTarget;
import io.perfbudgets.junit.unit.Units;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;

/** Makes requests of the JDK's clients say which test they are for. */
final class ClientRequests {
    private ClientRequests() {}

    /** The request with our header, if this thread works for a test and the request stays on this machine. */
    static HttpRequest named(HttpRequest request) {
        String test = LocalTarget.isLocal(request.uri()) ? Units.header() : null;
        return test == null
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(Units.HEADER))
                        .header(Units.HEADER, test)
                        .build();
    }

    /** Names it, unless it is too late for that. */
    static void name(HttpURLConnection connection) {
        String host = connection.getURL().getHost();
        String test = LocalTarget.isLocal(host) ? Units.header() : null;
        if (test != null) {
            try {
                connection.setRequestProperty(Units.HEADER, test);
            } catch (IllegalStateException connected) {
                // The first of the calls that connect has named it.
            }
        }
    }
}
