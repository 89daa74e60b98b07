package io.perfbudgets.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Tells ports that nothing listens on from others. */
public final class FreePort {
    private static final int PATIENCE_MILLIS = 1_000;

    private FreePort() {}

    /** A port that was free on the loopback address a moment ago. Another process may take it before it is used. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new ProbeException("No free port was found: " + none.getMessage());
        }
    }

    /** Whether something accepts connections where {@code url} points to. */
    static boolean isTaken(URI url) {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException nothing) {
            return false;
        }
    }
}
