package io.perfbudgets.probe.process;

import io.perfbudgets.budget.ProcessPlan.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;

/** Asks an address whether it answers as wanted. Thread-safe. */
public final class ReadyProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client;

    /** @param http how requests are sent */
    public ReadyProbe(Http http) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(http.version() == 2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE);
        if (http.trustAll()) {
            builder.sslContext(trustingAll());
        }
        this.client = builder.build();
    }

    /** Loads the classes of the client, so that the first real question is not late by that. */
    public void warmUp() throws InterruptedException {
        ask("http://127.0.0.1:1/", 200, System.nanoTime() + PATIENCE.toNanos());
    }

    /**
     * Asks once.
     *
     * @param deadline the {@code System.nanoTime()} at which even a slow answer is given up
     * @return empty if it answered with {@code status}, else why not
     */
    public Optional<String> ask(String url, int status, long deadline) throws InterruptedException {
        long left = Math.max(1_000_000, deadline - System.nanoTime());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofNanos(Math.min(left, PATIENCE.toNanos())))
                .build();
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == status ? Optional.empty() : Optional.of("status " + answer.statusCode());
        } catch (SSLHandshakeException untrusted) {
            return Optional.of(
                    "TLS failed (" + untrusted.getMessage() + "); http: { trust: all } accepts any certificate");
        } catch (IOException failed) {
            String message = failed.getMessage();
            return Optional.of(message == null ? failed.getClass().getSimpleName() : message);
        }
    }

    private static SSLContext trustingAll() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An extended one is asked instead of the host name check that comes after a plain one. */
    private static final class TrustAll extends javax.net.ssl.X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
