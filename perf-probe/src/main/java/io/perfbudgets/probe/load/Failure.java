package io.perfbudgets.probe.load;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Names kinds of failed requests. */
final class Failure {
    static final String TIMED_OUT = "timed out";
    static final String NOT_SENT = "not sent, too many unanswered";

    private Failure() {}

    /** The server has ended one request of a connection by HTTP/2. */
    static final class StreamResetException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Over TLS the server speaks something else than HTTP/2. */
    static final class OtherProtocolException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** What kind of failure of a connection {@code cause} is. */
    static String kind(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return "TLS failed";
            }
        }
        if (cause instanceof TimeoutException
                || cause.getClass().getSimpleName().contains("ConnectTimeout")) {
            return TIMED_OUT;
        }
        if (cause instanceof OtherProtocolException) {
            return "no HTTP/2";
        }
        if (cause instanceof ConnectException) {
            return "connection refused";
        }
        if (message.contains("reset") || cause instanceof StreamResetException) {
            return "connection reset";
        }
        if (cause instanceof ClosedChannelException || message.contains("closed")) {
            return "connection closed";
        }
        if (message.contains("broken pipe")) {
            return "connection closed";
        }
        if (cause instanceof IOException) {
            return "connection failed";
        }
        return "no HTTP answer";
    }

    static String status(int status) {
        return "status " + status;
    }
}
