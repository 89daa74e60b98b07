package io.perfbudgets.probe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A service on a JVM of its own: {@code /leak} keeps 100 kB for ever, {@code /hold} holds 2 MB for a second. */
final class JvmService {
    private static final Queue<byte[]> KEPT = new ConcurrentLinkedQueue<>();

    private JvmService() {}

    /** The lines of {@code process} that start it. */
    static String command() {
        List<String> words = List.of(
                "java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes(),
                JvmService.class.getName());
        return "name: service\ncommand: [" + String.join(", ", words) + ", \"${port}\"]\n";
    }

    private static String classes() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] held = new byte[path.equals("/hold") ? 2_000_000 : 0];
            if (path.equals("/leak")) {
                KEPT.add(new byte[100_000]);
            } else if (path.equals("/hold")) {
                rest();
            }
            byte[] body = ("ok " + held.length).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("serving on " + args[0]);
    }

    private static void rest() {
        try {
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
