package io.perfbudgets.probe.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.perfbudgets.budget.LoadRequest;
import io.perfbudgets.budget.LoadScenario;
import io.perfbudgets.budget.LoadScenario.AtATime;
import io.perfbudgets.budget.ProcessPlan.Http;
import io.perfbudgets.probe.process.ReadyProbe;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service whose certificate nobody has signed and whose name is another one. */
@Timeout(60)
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer server;
    private String url;

    @BeforeEach
    void serve() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        url = "https://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isNotTrustedUnlessTold() throws InterruptedException {
        assertThat(run(false).failures()).containsOnlyKeys("TLS failed");
        assertThat(ask(false)).get().asString().startsWith("TLS failed (").endsWith("accepts any certificate");
    }

    @Test
    void isLoadedWhenAnyCertificateIsAccepted() throws InterruptedException {
        LoadResult result = run(true);

        assertThat(result.failures()).isEmpty();
        assertThat(result.requests()).isEqualTo(60);
        assertThat(ask(true)).isEmpty();
    }

    @Test
    void isToldFromAServiceThatSpeaksNoHttp2() throws InterruptedException {
        assertThat(run(new Http(2, true, 30_000_000_000L, true)).failures()).containsOnlyKeys("no HTTP/2");
    }

    private LoadResult run(boolean trustAll) throws InterruptedException {
        return run(http(trustAll));
    }

    private LoadResult run(Http http) throws InterruptedException {
        LoadRequest request =
                new LoadRequest("GET", "/", 1, Map.of(), Map.of(), "", Optional.empty(), Set.of(), Optional.empty());
        LoadScenario scenario = new LoadScenario("tls", List.of(request), new AtATime(60, 2), 0);
        try (LoadClient client = new LoadClient(Target.of(url), http, folder, text -> text)) {
            return client.run(scenario, Optional::empty, Progress.NONE);
        }
    }

    private Optional<String> ask(boolean trustAll) throws InterruptedException {
        return new ReadyProbe(http(trustAll)).ask(url + "/", 200, System.nanoTime() + 10_000_000_000L);
    }

    private static Http http(boolean trustAll) {
        return new Http(1, true, 30_000_000_000L, trustAll);
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=elsewhere.example",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
