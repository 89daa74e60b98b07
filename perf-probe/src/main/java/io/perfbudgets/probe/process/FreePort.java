package io.perfbudgets.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports that nothing listens on. */
public final class FreePort {
    private FreePort() {}

    /** A port that was free on the loopback address a moment ago. Another process may take it before it is used. */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new ProbeException("No free port was found: " + none.getMessage());
        }
    }
}
