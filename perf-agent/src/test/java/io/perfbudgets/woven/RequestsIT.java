package io.perfbudgets.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.perfbudgets.junit.unit.Units;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Each request belongs to the test that made it, whatever client it is made with and whatever runs beside it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:shop", "spring.datasource.hikari.maximum-pool-size=4"})
@AutoConfigureMockMvc
class RequestsIT {
    @LocalServerPort
    int port;

    @Autowired
    MockMvc mvc;

    @Autowired
    Shop.Gate gate;

    /** Gets a path of the server. */
    interface Client {
        void get(String url) throws Exception;
    }

    private static Map<String, Client> clients() {
        Map<String, Client> clients = new TreeMap<>();
        clients.put("JDK HttpClient", url -> HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding()));
        clients.put("HttpURLConnection", url -> {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
        });
        clients.put(
                "RestClient",
                url -> RestClient.create().get().uri(url).retrieve().toBodilessEntity());
        clients.put("RestTemplate", url -> new RestTemplate().getForObject(url, String.class));
        clients.put("TestRestTemplate", url -> new TestRestTemplate().getForObject(url, String.class));
        clients.put("WebClient", url -> WebClient.create()
                .get()
                .uri(url)
                .retrieve()
                .toBodilessEntity()
                .block());
        clients.put("WebTestClient", url -> WebTestClient.bindToServer()
                .build()
                .get()
                .uri(url)
                .exchange()
                .expectBody(String.class));
        clients.put("RestAssured", url -> RestAssured.get(url).asString());
        clients.put("Apache HttpClient 5", url -> {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
            }
        });
        clients.put("OkHttp", url -> {
            try (var response = new OkHttpClient()
                    .newCall(new Request.Builder().url(url).build())
                    .execute()) {
                response.body().string();
            }
        });
        return clients;
    }

    /** Both tests' requests are at the server when the first of them asks the database, so that neither is the only one. */
    @TestFactory
    List<DynamicTest> isTheTestsThatMadeItWith() {
        return clients().entrySet().stream()
                .map(client -> DynamicTest.dynamicTest(client.getKey(), () -> {
                    gate.expect(2);
                    List<Measured> two = together(() -> client.getValue().get(url("/ask/2")), () -> client.getValue()
                            .get(url("/ask/5")));
                    assertThat(two)
                            .allSatisfy(each -> assertThat(each.unattributed()).isEmpty());
                    assertThat(two.get(0).queries("GET", "/ask/{times}")).isEqualTo(2);
                    assertThat(two.get(1).queries("GET", "/ask/{times}")).isEqualTo(5);
                }))
                .toList();
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private static List<Measured> together(Units.Body... bodies) throws Exception {
        ExecutorService tests = Executors.newFixedThreadPool(bodies.length);
        try {
            List<Future<Measured>> running = new ArrayList<>();
            for (Units.Body body : bodies) {
                Callable<Measured> test = () -> Measured.of(body);
                running.add(tests.submit(test));
            }
            List<Measured> measured = new ArrayList<>();
            for (Future<Measured> each : running) {
                measured.add(each.get());
            }
            return measured;
        } finally {
            tests.shutdown();
        }
    }

    @Test
    void isToldApartFromTheOthersOfItsTest() throws Exception {
        Measured measured = Measured.of(() -> {
            Client client = url -> new RestTemplate().getForObject(url, String.class);
            client.get(url("/ask/1"));
            client.get(url("/ask/3"));
            client.get(url("/later/4"));
        });
        assertThat(measured.queries("GET", "/ask/{times}")).isEqualTo(3);
        assertThat(measured.queries("GET", "/later/{times}")).isEqualTo(4);
        assertThat(measured.queries()).isEqualTo(8);
    }

    @Test
    void isOnTheTestsOwnThreadWithMockMvc() throws Exception {
        gate.expect(2);
        List<Measured> two = together(() -> mvc.perform(get("/ask/2")), () -> mvc.perform(get("/ask/5")));
        assertThat(two.get(0).queries("GET", "/ask/{times}")).isEqualTo(2);
        assertThat(two.get(1).queries("GET", "/ask/{times}")).isEqualTo(5);
    }

    @Test
    void includesWhatItsAsyncMethodsDo() throws Exception {
        List<Measured> two = together(() -> mvc.perform(get("/later/2")), () -> new RestTemplate()
                .getForObject(url("/later/3"), String.class));
        assertThat(two.get(0).queries("GET", "/later/{times}")).isEqualTo(2);
        assertThat(two.get(1).queries("GET", "/later/{times}")).isEqualTo(3);
        assertThat(two).allSatisfy(each -> assertThat(each.unattributed()).isEmpty());
    }

    @Test
    void isNobodysIfItNamesNoTestWhileSeveralRun() throws Exception {
        Measured outer = Measured.of(() -> {
            Measured inner = Measured.of(() -> getWithoutAnyClient("/ask/2"));
            assertNobodys(inner);
        });
        assertNobodys(outer);
    }

    private static void assertNobodys(Measured measured) {
        assertThat(measured.queries()).isZero();
        assertThat(measured.unattributed())
                .anySatisfy(what -> assertThat(what.statement()).contains("information_schema"));
    }

    private void getWithoutAnyClient(String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
