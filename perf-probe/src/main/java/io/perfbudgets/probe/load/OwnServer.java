package io.perfbudgets.probe.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers everything that is sent to a free port of this machine, for the client to warm up with. */
final class OwnServer implements AutoCloseable {
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nok")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    OwnServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the warm-up is over
        }
    }

    /** The requests are so short, and come one at a time, that each is read at once. */
    private static void serve(Socket connection) {
        byte[] request = new byte[8 * 1024];
        try (connection) {
            OutputStream out = connection.getOutputStream();
            while (connection.getInputStream().read(request) > 0) {
                out.write(ANSWER);
            }
        } catch (IOException gone) {
            // the warm-up is over
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "perf-probe-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
