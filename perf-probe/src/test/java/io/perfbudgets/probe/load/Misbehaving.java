package io.perfbudgets.probe.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server on the loopback address that treats every connection in one way once it has sent something. */
final class Misbehaving implements AutoCloseable {
    /** A way to treat a connection. */
    interface Way {
        void treat(Socket connection) throws IOException, InterruptedException;
    }

    static final Way HANG = connection -> connection.getInputStream().readAllBytes();
    static final Way RESET = connection -> {
        connection.setSoLinger(true, 0);
        connection.close();
    };
    static final Way CLOSE = Socket::close;
    static final Way GARBAGE = connection -> send(connection, "\u0001\u0002 this is no HTTP\r\n\r\n");
    static final Way TRICKLE = connection -> {
        send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        while (true) {
            send(connection, "x");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    };
    static final Way CUT_SHORT = connection -> {
        send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
        connection.close();
    };

    static final Way GARBAGE_AND_HANG = connection -> {
        GARBAGE.treat(connection);
        HANG.treat(connection);
    };

    /** Sends one answer and closes. */
    static Way answering(String answer) {
        return connection -> send(connection, answer);
    }

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Way way;

    Misbehaving(Way way) {
        this.way = way;
        try {
            this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
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
            // the end of the test
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            if (in.read() >= 0) {
                in.skipNBytes(in.available()); // closing with something unread would be a reset
                way.treat(connection);
            }
        } catch (IOException gone) {
            // the client has given up
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "misbehaving");
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
